import ArgumentParser

/// `eztop`: the dashboard, and the commands beside it.
public struct Eztop: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "eztop",
        abstract: "top for 萤石 / EZVIZ cloud cameras: which is online, whose video is encrypted, which has a live address.",
        discussion: """
            Without a command: the dashboard.

              eztop --demo                  a simulated home, no account needed
              EZTOP_APP_KEY=… EZTOP_APP_SECRET=… eztop
              eztop devices --json          every camera once, for scripts
              eztop --record bug.jsonl      the session as a file for a bug report, without its secrets
              eztop watch                   one line a change, for logs and screen readers
            """,
        version: Version.text,
        subcommands: [
            DevicesCommand.self, AddressCommand.self, EncryptionCommand.self, HostingCommand.self, SnapshotCommand.self,
            WatchCommand.self, ReplayCommand.self,
            SimulateCommand.self,
        ])

    @OptionGroup var options: GlobalOptions

    @Flag(help: "The dashboard on a simulated cloud inside the program.")
    var demo = false

    @Option(help: ArgumentHelp("Records the session, without its secrets, for eztop replay.", valueName: "file"))
    var record: String?

    public init() {}

    public mutating func run() throws {
        let invocation = try Invocation(options, demo: demo)
        throw ArgumentParser.ExitCode(try DashboardSession.run(invocation, record: record))
    }

    /// Parses the arguments, runs the command and ends the process: what `main` is.
    public static func start() -> Never {
        do {
            var command = try parseAsRoot()
            try command.run()
            exit()
        } catch let failure as Failure {
            Standard.error(failure.message)
            exit(withError: ArgumentParser.ExitCode(failure.code.rawValue))
        } catch {
            exit(withError: error)
        }
    }
}
