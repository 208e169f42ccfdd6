import ArgumentParser
import CloudSimulator
import Glibc
import Settings
import Terminal

/// `eztop simulate`: the simulated cloud alone, until it is told to end.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "The simulated cloud alone.",
        discussion: """
            Prints the base address, the appKey and the appSecret, one a line, and serves until SIGTERM or ^C.

              eztop simulate --listen 127.0.0.1:18080
              eztop simulate --json --devices 200
            """)

    /// `HOST:PORT`; the host may be an IPv6 address in brackets.
    struct Listen: ExpressibleByArgument {
        var host: String
        var port: UInt16

        init?(argument: String) {
            guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...]) else {
                return nil
            }
            var host = String(argument[..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
            guard !host.isEmpty else { return nil }
            self.host = host
            self.port = port
        }
    }

    @ParentCommand var parent: Eztop
    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
    var listen: Listen?

    @Option(help: ArgumentHelp("So many generated devices instead of the simulated home.", valueName: "n"))
    var devices: Int?

    @Option(help: ArgumentHelp("Fleet, ways and faults, as docs/simulator.md describes them.", valueName: "file"))
    var scenario: String?

    @Option(help: ArgumentHelp("The appKey it accepts.", valueName: "key"))
    var appKey: String?

    @Option(help: ArgumentHelp("The appSecret it accepts.", valueName: "secret"))
    var appSecret: String?

    @Flag(help: "One JSON object: base, app_key, app_secret, control.")
    var json = false

    mutating func validate() throws {
        if scenario != nil, devices != nil { throw ValidationError("--scenario and --devices exclude each other.") }
        if let devices, !(1...20_000).contains(devices) { throw ValidationError("--devices takes 1 to 20000.") }
    }

    private struct Ready: Encodable {
        var base, app_key, app_secret, control: String
    }

    mutating func run() throws {
        Wakeups.blockSignals()
        let file = try scenario.map { try read($0) }
        let demo = Credentials.demo
        let credentials = Credentials(appKey: appKey ?? demo.appKey, appSecret: appSecret ?? demo.appSecret)
        let simulator: CloudSimulator
        do {
            simulator = try CloudSimulator(
                host: listen?.host ?? "127.0.0.1", port: listen?.port ?? 0,
                scenario: file.map(Scenario.init) ?? devices.map(Scenario.generated(devices:)) ?? .home, credentials: credentials,
                lively: file?.lively ?? false)
            for change in file?.changes ?? [] { simulator.change(change) }
        } catch {
            throw Failure(.unreachable, String(describing: error))
        }
        defer { simulator.stop() }
        if json {
            let ready = Ready(
                base: simulator.base, app_key: credentials.appKey, app_secret: credentials.appSecret, control: simulator.control)
            Standard.output(try JSONText.text(of: ready, pretty: false))
        } else {
            Standard.output("\(simulator.base)\n\(credentials.appKey)\n\(credentials.appSecret)\n")
        }
        throw ArgumentParser.ExitCode(128 + Signals.awaitEnd())
    }

    private func read(_ path: String) throws(Failure) -> ScenarioFile {
        do throws(ConfigurationError) {
            return try ScenarioFile.read(path, files: SystemFiles())
        } catch {
            throw Failure(.configuration, error.description)
        }
    }
}
