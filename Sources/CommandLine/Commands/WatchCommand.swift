import ArgumentParser
import DeviceService
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
        let settings = try invocation.serviceSettings()
        Signals.block()
        let service = invocation.service(settings)
        let printer = ChangePrinter(json: json, texts: invocation.texts)
        let output = Task.detached {
            var log = ChangeLog()
            for await snapshot in service.snapshots {
                for line in log.take(snapshot, at: Date()) { printer.print(line) }
            }
        }
        Task.detached { await service.start() }
        let signal = Signals.awaitEnd()
        output.cancel()
        throw ArgumentParser.ExitCode(128 + signal)
    }
}
