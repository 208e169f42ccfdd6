import ArgumentParser
import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import Glibc
import Terminal

/// `eztop watch`: no screen, one line a change; for logs, cron, screen readers and `TERM=dumb`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: spoken("No screen: one line a change.", "不用屏幕：每有变化输出一行。"),
        discussion: """
              eztop watch
              eztop watch --json | jq -r 'select(.to == "offline") | .name'
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Flag(help: .spoken("One JSON object a line.", "每行一个 JSON 对象。"))
    var json = false

    mutating func run() throws {
        let invocation = try Invocation(options.or(parent.options))
        // A command of a secret may ask on the terminal, and be interrupted.
        var settings = try invocation.serviceSettings()
        settings.keepsCameras = true
        Signals.block()
        let service = invocation.service(settings, remembered: invocation.remembered)
        let printer = ChangePrinter(json: json, texts: invocation.texts)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        let began = Date()
        let output = Task.detached {
            var log = ChangeLog(since: began)
            for await snapshot in service.snapshots {
                for line in log.take(snapshot, at: Date()) {
                    if let code = printer.print(line) { end.yield(code.rawValue) }
                }
                if snapshot.isRefusedFromTheStart { end.yield(ExitCode.credentials.rawValue) }
            }
        }
        // It waits for good, and so on a thread of its own.
        DispatchQueue(label: "signals").async { _ = end.yield(Self.code(for: Signals.awaitEnd())) }
        let code = try Blocking.run {
            await service.start()
            var code = ExitCode.done.rawValue
            for await first in ends {
                code = first
                break
            }
            output.cancel()
            // Whatever it ends of: what was seen is kept.
            await service.stop()
            return code
        }
        throw ArgumentParser.ExitCode(code)
    }

    /// A service manager that ends it sees a clean stop; who ends it on a terminal sees by what.
    private static func code(for signal: Int32) -> Int32 {
        signal == SIGTERM && isatty(STDERR_FILENO) == 0 ? ExitCode.done.rawValue : 128 + signal
    }
}

extension Snapshot {
    /// Key, secret or token of every account are refused, and none has ever answered: waiting helps nobody.
    fileprivate var isRefusedFromTheStart: Bool {
        !accounts.isEmpty
            && accounts.allSatisfy { account in
                account.lastAnswer == nil && account.trouble != nil && PollVerdict.code(for: account.trouble) == .credentials
                    && !events.contains { $0.account == account.id && $0.isListThatCame }
            }
    }
}

extension Event {
    fileprivate var isListThatCame: Bool {
        if case .call(let name, code: "200", _) = what { name.hasSuffix("/list") } else { false }
    }
}
