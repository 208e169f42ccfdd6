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

    @Flag(help: .spoken("One JSON object a line.", "每行一个 JSON 对象。"))
    var json = false

    @OptionGroup var filter: FilterOption
    @OptionGroup var interval: IntervalOption

    mutating func run() throws {
        let invocation = try Invocation.asking(
            options.or(parent.options), interval: interval.seconds ?? parent.interval.seconds)
        let (texts, filter) = (invocation.texts, filter.or(parent.filter))
        defer { invocation.endDemo() }
        // A command of a secret may ask on the terminal, and be interrupted.
        var settings = try invocation.serviceSettings()
        settings.keepsCameras = true
        Signals.block()
        let service = invocation.makeShared(settings, .watch, invocation.remembered, nil)
        let printer = ChangePrinter(json: json, quiet: invocation.options.quiet, texts: texts)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        let (began, asked, offlineAfter) = (Date(), invocation.interval, invocation.configuration.offlineAfter)
        let options = invocation.options
        let output = Task.detached {
            var log = ChangeLog(since: began), cameras: [CameraID: Camera] = [:], warning = CallsWarning()
            var isFilterUntried = !filter.isEmpty
            var told = PollState()
            for await snapshot in service.snapshots {
                for line in texts.newsOfSharing(
                    from: told, to: snapshot.poll, interval: asked, offlineAfter: offlineAfter, since: began, at: Date())
                {
                    Standard.error(line)
                }
                told = snapshot.poll
                if !options.demo, let text = warning.text(snapshot, every: snapshot.poll.configuredInterval, texts) {
                    options.note(text)
                }
                if isFilterUntried, !snapshot.cameras.isEmpty,
                    snapshot.accounts.allSatisfy({ $0.lastAnswer != nil && $0.complete })
                {
                    isFilterUntried = false
                    if !snapshot.cameras.contains(where: { filter.keeps($0, texts: texts, at: Date()) }) {
                        options.note(texts.commandLine.nothingMatches(filter.text))
                    }
                }
                // One that is gone is found as it last was.
                if !filter.isEmpty { for camera in snapshot.cameras { cameras[camera.id] = camera } }
                for line in log.take(snapshot, at: Date()) where line.isWanted(by: filter, among: cameras, texts) {
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
        if case .call(let name, code: PlatformCode.ok, _) = what { name.isList } else { false }
    }
}

extension ChangeLog.Line {
    /// A change is told of a camera that the filter finds as it is after it; of accounts everything.
    fileprivate func isWanted(by filter: Filter, among cameras: [CameraID: Camera], _ texts: Texts) -> Bool {
        guard !filter.isEmpty, case .change(let change) = self else { return true }
        return cameras[change.camera].map { filter.keeps($0, texts: texts, at: change.at) } ?? false
    }
}
