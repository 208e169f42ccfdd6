import ArgumentParser
import Doctor
import Glibc
import Output
import Session
import Startup
import Terminal
import Wording

/// `eztop`: the dashboard, and the commands beside it.
public struct Eztop: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "eztop",
        abstract: spoken(
            "top for 萤石 / EZVIZ cloud cameras: which is online, whose video is encrypted, which has a live address.",
            "萤石云摄像头的 top：哪台在线、哪台加密、哪台有直播地址。"),
        discussion: spoken(
            """
            Without a command: the dashboard.

              eztop --demo               a simulated home, no account needed
              eztop setup                asks for key and secret, writes the configuration
              EZTOP_APP_KEY=… EZTOP_APP_SECRET=… eztop
              eztop devices --json       every camera once, for scripts
              eztop watch                one line a change, for logs and screen readers
              eztop doctor               what does not work, and what mends it
              eztop --record bug.jsonl   records what you see, without its secrets
            """,
            """
            不带命令时显示仪表盘。

              eztop --demo               模拟的家，不需要账号
              eztop setup                询问 appKey 与 appSecret，写入配置
              EZTOP_APP_KEY=… EZTOP_APP_SECRET=… eztop
              eztop devices --json       列出全部摄像头，供脚本使用
              eztop watch                每有变化一行，供日志和读屏软件
              eztop doctor               检查什么有故障、如何修复
              eztop --record bug.jsonl   录制您所见，不含机密
            """),
        version: Version.text,
        subcommands: [
            DevicesCommand.self, AddressCommand.self, EncryptionCommand.self, HostingCommand.self, SnapshotCommand.self,
            ExportCommand.self, WatchCommand.self, ServeCommand.self, ReportCommand.self, AlertsCommand.self, ReplayCommand.self,
            SetupCommand.self,
            DoctorCommand.self,
            SimulateCommand.self,
            InstallCommand.self, UninstallCommand.self,
        ])

    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption

    @OptionGroup var filter: FilterOption
    @OptionGroup var interval: IntervalOption

    @Option(help: .spoken("Records the session, without its secrets, for eztop replay.", "录制会话（不含机密），供 eztop replay 重放。", "file"))
    var record: String?

    public init() {}

    public mutating func run() throws {
        var invocation = try Invocation(options, interval: interval.seconds, service: service.socket)
        invocation.sayNotes()
        try invocation.openLog()
        throw ArgumentParser.ExitCode(try DashboardSession.run(invocation, filter: filter.filter ?? "", record: record))
    }

    /// Parses the arguments, runs the command and ends the process: what `main` is.
    public static func start() -> Never {
        Standard.prepare()
        Signals.holdHangup(true)
        do {
            try HelpText.checkTopic()
            var command = try parseAsRoot(ServiceOption.apart(Array(CommandLine.arguments.dropFirst())))
            if !(command is ServeCommand) { Signals.holdHangup(false) }
            try FilterOption.check(command)
            try IntervalOption.check(command)
            try ServiceOption.check(command)
            try command.run()
            exit()
        } catch let failure as Failure {
            Standard.error(failure.message)
            Glibc.exit(failure.code.rawValue)
        } catch let code as ArgumentParser.ExitCode {
            // The argument parser would make the whole help first, to find that none of it is wanted.
            Glibc.exit(code.rawValue)
        } catch {
            end(with: error)
        }
    }

    /// Help asked for goes to standard output, what is wrong with the arguments to standard error.
    private static func end(with error: any Error) -> Never {
        // Of a terminal of few columns the argument parser makes rows of less than none.
        setenv("COLUMNS", String(HelpWrap.unbroken), 1)
        let code = exitCode(for: error)
        let text = HelpText.shown(HelpText.unquoted(fullMessage(for: error, columns: HelpWrap.unbroken)))
        if !text.isEmpty { code.isSuccess ? Standard.output(text + "\n") : Standard.error(text) }
        Glibc.exit(code.rawValue)
    }
}
