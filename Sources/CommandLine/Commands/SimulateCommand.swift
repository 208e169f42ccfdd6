import ArgumentParser
import CloudSimulator
import Glibc
import HTTP
import Output
import Settings
import Startup
import Terminal
import Wording

/// `eztop simulate`: the simulated cloud alone, until it is told to end.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: spoken("The simulated cloud alone.", "只运行模拟云。"),
        discussion: spoken(
            """
            Prints the base address, the appKey and the appSecret, one a line, and serves until SIGTERM or ^C.

            """,
            """
            逐行输出地址、appKey 和 appSecret，一直服务到 SIGTERM 或 ^C。

            """)
                + """

                  eztop simulate --listen 127.0.0.1:18080
                  eztop simulate --json --devices 200
                """)

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    @Option(help: .spoken("Where to listen; port 0 takes a free one.", "监听地址；端口 0 表示任意空闲端口。", "host:port"))
    var listen: ListenAddress?

    @Option(help: .spoken("So many generated devices instead of the simulated home.", "生成这么多设备，代替模拟家庭。", "n"))
    var devices: Int?

    @Option(
        help: .spoken("Fleet, ways and faults, as docs/simulator.md describes them.", "设备、行为与故障，见 docs/simulator.md。", "file"))
    var scenario: String?

    @Option(
        help: .spoken(
            "The appKey it accepts; the demo's, or beyond loopback a random one.", "接受的 appKey；默认为演示用的，非回环地址时随机生成。", "key"))
    var appKey: String?

    @Option(help: .spoken("The appSecret it accepts, likewise.", "接受的 appSecret，同上。", "secret"))
    var appSecret: String?

    @Flag(help: .spoken("One JSON object: base, app_key, app_secret, control.", "一个 JSON 对象：base、app_key、app_secret、control。"))
    var json = false

    mutating func validate() throws {
        if scenario != nil, devices != nil {
            throw ValidationError("--scenario and --devices exclude each other.", "--scenario 与 --devices 不能同时使用。")
        }
        if let devices, !(1...20_000).contains(devices) {
            throw ValidationError("--devices takes 1 to 20000.", "--devices 为 1 到 20000。")
        }
    }

    private struct Ready: Encodable {
        var base, app_key, app_secret, control: String
    }

    mutating func run() throws {
        // Read before signals wait for their turn, so that ^C ends a long reading.
        let file = try scenario.map { try read($0) }
        Signals.block()
        let isPublic = listen.map { !$0.isLoopback } ?? false
        // The demo's are known to everyone.
        let usual = isPublic ? Credentials.random() : Credentials.demo
        let credentials = Credentials(appKey: appKey ?? usual.appKey, appSecret: appSecret ?? usual.appSecret)
        let simulator: CloudSimulator
        do {
            simulator = try CloudSimulator(
                host: listen?.host ?? "127.0.0.1", port: listen?.port ?? 0,
                scenario: file.map(Scenario.init) ?? devices.map(Scenario.generated(devices:)) ?? .home, credentials: credentials,
                lively: file?.lively ?? false)
            for change in file?.changes ?? [] { simulator.change(change) }
        } catch {
            throw Failure(.refused, Invocation.texts(options.or(parent.options)).systemWords(error.reason))
        }
        defer { simulator.stop() }
        if isPublic {
            Standard.error(Invocation.texts(options.or(parent.options)).commandLine.simulatedInPublic(simulator.base))
        }
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
            throw Failure(.configuration, Invocation.texts(options.or(parent.options)).describe(error))
        }
    }
}

extension ListenAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
