import FoundationEssentials
import TestSupport
import Testing

@Suite("Options that every user tries", .serialized, .heavy)
struct Options {
    private struct Report: Decodable {
        struct Camera: Decodable { var serial: String }

        var cameras: [Camera]
    }

    private func serials(_ run: Run) throws -> [String] {
        try JSONDecoder().decode(Report.self, from: Data(run.output)).cameras.map(\.serial)
    }

    // MARK: --demo

    @Test("every command that asks the cloud has the demo, before and after its name, and leaves no token and no state behind")
    func demo() async throws {
        let home = try Home()
        let all = try Run(["devices", "--demo", "--json", "--no-live"], in: home)
        #expect(all.status == .code(0) && all.errors.isEmpty, "\(all)")
        let serial = try #require(serials(all).first { $0 == "C69625501" })
        let commands: [([String], String)] = [
            (["--demo", "devices"], serial), (["address", serial, "--demo"], "http"),
            (["encryption", "off", serial, "--demo"], serial),
            (["snapshot", serial, "--demo", "--output", home.path + "/picture.jpg"], "picture.jpg"),
            (["export", "m3u", "--demo"], "#EXTM3U"), (["export", "go2rtc", "--demo"], "streams:"),
            (["hosting", "devices", "--demo"], "G55512001"), (["hosting", "link", "--demo"], "trust/device"),
            (["hosting", "cancel", "G55512001", "--yes", "--demo"], "G55512001"),
            (["doctor", "--demo", "--no-ask"], "devices"),
        ]
        try await beside(commands) { arguments, expected in
            // Each writes its standard error into its home.
            let own = try Home()
            let run = try Run(arguments, in: own)
            #expect(run.status == .code(0) && run.text.contains(expected), "\(arguments): \(run)")
            let left = try FileManager.default.subpathsOfDirectory(atPath: own.path)
            #expect(!left.contains { $0.contains("token-") || $0.hasSuffix("state.db") }, "\(arguments): \(left)")
        }
        let left = try FileManager.default.subpathsOfDirectory(atPath: home.path)
        #expect(!left.contains { $0.contains("token-") || $0.hasSuffix("state.db") }, "\(left)")
        #expect(try Run(["devices", "--demo", "--account", "home"], in: home).status == .code(64))
        #expect(try Run(["setup", "--demo"], in: home).status == .code(64))
    }

    @Test("an address of the demo is said to end with the command, and a go2rtc stream to be one of the demo")
    func demoAddress() throws {
        let home = try Home()
        #expect(try Run(["address", "C69625501", "--demo"], in: home).errors.contains("ends with this command"))
        #expect(try Run(["export", "go2rtc", "--demo"], in: home).text.contains(" --demo "))
    }

    // MARK: --filter

    @Test("the filter finds by name, pinyin, state and the lack of one, in every command that prints rows")
    func filter() throws {
        let (cloud, home) = (try Cloud(), try Home())
        func found(_ arguments: [String]) throws -> [String] { try serials(Run(arguments, in: home, cloud.environment)) }
        let all = try found(["devices", "--json", "--no-live"])
        let living = try found(["devices", "--json", "--no-live", "--filter", "kt"])
        #expect(!living.isEmpty && living.count < all.count)
        #expect(try found(["--filter", "客厅", "devices", "--json", "--no-live"]) == living)
        let offline = try found(["devices", "--json", "--filter", "offline"])
        #expect(try found(["devices", "--json", "--filter", "!offline"]).count == all.count - offline.count)
        #expect(try found(["hosting", "devices", "--json", "--filter", "G55512001"]).allSatisfy { $0 == "G55512001" })
        for format in ["m3u", "go2rtc"] {
            let run = try Run(["export", format, "--filter", "C69625501"], in: home, cloud.environment)
            #expect(run.text.contains("C69625501") && !run.text.contains("G55512001"), "\(run)")
        }
        #expect(
            try Run(["export", "m3u", "--filter", "C69625501"], in: home, cloud.environment).errors
                .contains("--filter C69625501"), "cron's line has the filter too")
    }

    @Test("of cameras that the filter leaves out no address is asked; what only LIVE can tell is asked")
    func callsOfFilter() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        _ = try Run(["devices", "--filter", "C69625501"], in: home, cloud.environment)
        #expect(try await cloud.calls("v2/live/address/get") == 1)
        let ready = try Run(["devices", "--json", "--filter", "ready"], in: home, cloud.environment)
        #expect(try serials(ready).contains("C69625501"))
        #expect(try await cloud.calls("v2/live/address/get") > 2)
    }

    @Test("a filter that lets nothing through is said, and costs no exported file")
    func nothingMatches() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let devices = try Run(["devices", "--quiet", "--filter", "nowhere"], in: home, cloud.environment)
        #expect(devices.status == .code(0) && devices.errors.contains("no camera matches --filter nowhere"))
        let file = home.path + "/cameras.m3u"
        #expect(try Run(["export", "m3u", "--output", file], in: home, cloud.environment).status == .code(0))
        let before = home.text("cameras.m3u")
        let again = try Run(["export", "m3u", "--output", file, "--filter", "nowhere"], in: home, cloud.environment)
        #expect(again.status == .code(1) && home.text("cameras.m3u") == before)
    }

    @Test("the dashboard starts with the filter in force, and Esc clears it")
    func filterOfDashboard() throws {
        let home = try Home()
        let tmux = try Tmux(
            builtProduct("eztop"), ["--demo", "--filter", "kt"], environment: home.environment, columns: 120, rows: 30)
        try tmux.wait { $0.contains("/kt") && $0.contains("客厅") && !$0.contains("G55512001") }
        try tmux.send("Escape")
        try tmux.wait { $0.contains("G55512001") }
    }

    @Test("watch tells of the cameras that the filter finds")
    func filterOfWatch() async throws {
        let (cloud, home) = (try Cloud(), try Home())
        let pty = try Pty(
            builtProduct("eztop"), ["watch", "--filter", "C69625501", "--interval", "1s", "--language", "en"],
            environment: home.environment.merging(cloud.environment) { $1 })
        try await cloud.waitForCalls("device/list", atLeast: 2)
        try await cloud.change(#"{"status":{"serial":"G55512001","value":0}}"#)
        try await cloud.change(#"{"status":{"serial":"C69625501","value":0}}"#)
        try pty.wait(for: "offline", within: 30)
        #expect(pty.text.contains("C69625501") && !pty.text.contains("G55512001"))
        pty.signal(15)
        _ = try pty.exit()
    }

    // MARK: --quiet and --interval

    @Test("--quiet leaves on stderr what is a fault, and nothing else")
    func quiet() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let loud = try Run(["export", "go2rtc"], in: home, cloud.environment)
        #expect(!loud.errors.isEmpty)
        for arguments in [
            ["export", "go2rtc"], ["--filter", "C69625501", "export", "m3u"], ["hosting", "cancel", "G55512001", "--yes"],
            ["install", "--prefix", home.path + "/prefix"], ["uninstall", "--prefix", home.path + "/prefix"],
            ["address", "C69625501", "--demo"],
        ] {
            let run = try Run(["--quiet"] + arguments, in: home, cloud.environment)
            #expect(run.status == .code(0) && run.errors.isEmpty, "\(arguments): \(run)")
        }
        let fault = try Run(["--quiet", "address", "X00000000:1"], in: home, cloud.environment)
        #expect(fault.status == .code(1) && !fault.errors.isEmpty)
    }

    @Test("doctor --quiet says what is not as it should be, and nothing else")
    func quietDoctor() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let loud = try Run(["doctor", "--no-ask"], in: home, cloud.environment)
        let quiet = try Run(["doctor", "--no-ask", "--quiet"], in: home, cloud.environment)
        #expect(loud.status == quiet.status && loud.text.contains("ok  "))
        #expect(!quiet.text.split(separator: "\n").contains { $0.hasPrefix("ok") }, "\(quiet)")
        let wrong = try Run(
            ["--quiet", "doctor", "--no-ask"], in: home, cloud.environment.merging(["EZTOP_APP_SECRET": "wrong"]) { $1 })
        #expect(wrong.status == .code(77) && wrong.text.contains("10030") && !wrong.text.contains("versions"), "\(wrong)")
    }

    @Test("--interval is in force in watch and on the screen, in place of the configuration's")
    func interval() async throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1h\"\n"))
        let pty = try Pty(
            builtProduct("eztop"), ["watch", "--interval", "1s"], environment: home.environment.merging(cloud.environment) { $1 })
        try await cloud.waitForCalls("device/list", atLeast: 3)
        pty.signal(15)
        _ = try pty.exit()
        let screen = try Pty(builtProduct("eztop"), ["--demo", "--interval", "42s"], environment: home.environment)
        try screen.wait(for: "every 42s")
        screen.send("q")
        _ = try screen.exit()
        #expect(try Run(["watch", "--interval", "0s"], in: home).status == .code(64))
        let words = try Tool(
            "sh", ["-c", "exec \"$0\" watch --interval 0.5s 2>&1", builtProduct("eztop")], environment: home.environment)
        #expect(words.text.hasPrefix("--interval takes 1s to 7d") && !words.text.contains("<subcommand>"))
    }
}
