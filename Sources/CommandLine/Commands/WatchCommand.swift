import ArgumentParser
import Dashboard
import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import Glibc
import Output
import Settings
import Sharing
import Startup
import Terminal
import Vocabulary
import Wording

/// `eztop watch`: no screen, one line a change; for logs, cron, screen readers and `TERM=dumb`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: spoken("No screen: one line a change.", "不用屏幕：每有变化输出一行。"),
        discussion: """
              eztop watch
              eztop watch --filter garden --interval 1m
              eztop watch --json | jq -r 'select(.to == "offline") | .name'
            """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @Flag(help: .spoken("One JSON object a line.", "每行一个 JSON 对象。"))
    var json = false

    @OptionGroup var filter: FilterOption
    @OptionGroup var interval: IntervalOption

    mutating func run() throws {
        let invocation = try Invocation.asking(
            options.or(parent.options), interval: interval.seconds ?? parent.interval.seconds,
            service: service.or(parent.service))
        let filter = filter.or(parent.filter)
        defer { invocation.endDemo() }
        // A command of a secret may ask on the terminal, and be interrupted.
        var settings = try invocation.serviceSettings()
        settings.keepsCameras = true
        Signals.block()
        let service = invocation.makeShared(settings, .watch, invocation.remembered, nil)
        let printer = ChangePrinter(json: json, quiet: invocation.options.quiet, texts: invocation.texts)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        let first = ChangeTeller(invocation, filter, printer: printer)
        // Where nothing changes for hours, somebody who looks is told that it runs.
        let isLookedAt = !json && isatty(STDOUT_FILENO) != 0
        let output = Task.detached {
            var teller = first, isGreeted = !isLookedAt
            for await snapshot in service.snapshots {
                if !isGreeted, snapshot.accounts.allSatisfy({ $0.lastAnswer != nil || $0.trouble != nil }) {
                    isGreeted = true
                    let texts = invocation.texts
                    let count = snapshot.cameras.count { filter.keeps($0, texts: texts, at: Date()) }
                    invocation.options.note(texts.commandLine.watching(count))
                }
                if let code = teller.take(snapshot) { end.yield(code.rawValue) }
                if snapshot.isRefusedFromTheStart { end.yield(ExitCode.credentials.rawValue) }
            }
        }
        // It waits for good, and so on a thread of its own.
        DispatchQueue(label: "signals").async { _ = end.yield(Self.code(for: Signals.awaitEnd())) }
        let code = try Blocking.run {
            await service.setCompanions(invocation.companions)
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
        if case .call(let name, code: PlatformCode.ok, _) = what { name.isList } else { false }
    }
}
