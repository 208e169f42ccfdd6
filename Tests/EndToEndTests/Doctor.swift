import FoundationEssentials
import TestSupport
import Testing

/// As docs/doctor.md describes `doctor --json`, read by nothing of the program's own.
struct DoctorReport: Decodable {
    struct Finding: Decodable {
        var check: String
        var account: String?
        var verdict: String
        var seen: String
        var mend: String?
    }

    var version: String
    var findings: [Finding]
    var ok: Bool

    /// The only finding of a check.
    subscript(check: String) -> Finding? { findings.first { $0.check == check } }
    func of(_ account: String, _ check: String) -> Finding? { findings.first { $0.check == check && $0.account == account } }
}

@Suite("eztop doctor without a terminal", .serialized, .heavy)
struct Doctor {
    private typealias Outcome = (report: DoctorReport?, run: Run)

    /// Runs it where every secret is marked, and looks for the marks in all that it says.
    private static func doctor(
        in home: Home, _ arguments: [String] = ["--json"], _ environment: [String: String] = [:]
    ) throws -> Outcome {
        let run = try Run(["doctor"] + arguments, in: home, environment)
        for secret in ["marked", "at.", home.path, "\u{1B}"] {
            #expect(!run.description.contains(secret), "\(secret.debugDescription) is told: \(run)")
        }
        return (try? JSONDecoder().decode(DoctorReport.self, from: Data(run.output)), run)
    }

    private static let key = "markedkey0123456789"

    private static func cloud() throws -> Cloud { try Cloud(["--app-key", "0000" + key, "--app-secret", "marked-secret"]) }

    private static func account(_ name: String, base: String, secret: String = "app_secret = \"marked-secret\"") -> String {
        """
        [[accounts]]
        name = "\(name)"
        base_url = "\(base)"
        app_key = "0000\(key)"
        \(secret)
        devices = ["own", "hosted"]
        verification_codes = { C69625501 = "marked" }

        """
    }

    @Test("a healthy account: everything ok but what the terminal would say, three calls at most, and one token an hour")
    func healthy() async throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml")
        let (report, run) = try Self.doctor(in: home)
        let first = try #require(report)
        #expect(run.status == .code(0) && first.ok && first.version.hasPrefix("eztop "))
        #expect(
            first.findings.map(\.check) == [
                "versions", "terminal", "locale", "colours", "widths", "keys", "clipboard", "configuration", "permissions",
                "host",
                "token", "devices", "clock", "push", "alerts",
            ])
        #expect(first.findings.allSatisfy { $0.verdict == "ok" && $0.mend == nil })
        #expect(first["configuration"]?.seen == "~/config/eztop/config.toml, accounts home")
        #expect(first["host"]?.seen.hasPrefix("\(cloud.address) answers in ") == true)
        #expect(first["token"]?.account == "home" && first["token"]?.seen.hasPrefix("appKey 0000…, new token, 6d 23h") == true)
        #expect(first["devices"]?.seen == "own cameras 13, hosted cameras 2")
        #expect(first["clock"]?.seen.hasPrefix("agrees with") == true)
        _ = try Tool(builtProduct("eztop"), ["devices", "--no-live"], environment: home.environment)
        let again = try #require(try Self.doctor(in: home).report)
        #expect(again["token"]?.seen.contains("it proves key and secret as of then") == true)
        #expect(again["permissions"]?.seen.contains("token file 0600") == true)
        #expect(try await cloud.calls("token/get") == 1, "the platform wants no new one each time")
        #expect(try await cloud.calls("camera/list") == 3)
        #expect(try await cloud.calls("trust/device/list") == 3)
        let chinese = try Self.doctor(in: home, [], ["LC_ALL": "zh_CN.UTF-8"])
        #expect(chinese.run.text.contains("正常  设备      home：自有摄像头 13 个"))
    }

    @Test("never more than three calls, whatever the cloud makes of its tokens; what was not asked for want of them is said")
    func budget() async throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml")
        func calls() async throws -> Int {
            var sum = 0
            for name in ["token/get", "camera/list", "trust/device/list", "trust/device/v2/token/get"] {
                sum += try await cloud.calls(name)
            }
            return sum
        }
        _ = try Self.doctor(in: home)
        var before = try await calls()
        try await cloud.change(#"{"forgetTokens":{}}"#)
        let forgotten = try #require(try Self.doctor(in: home).report)
        #expect(try await calls() - before == 3)
        #expect(forgotten.ok && forgotten["token"]?.seen.contains("new token") == true)
        #expect(forgotten["devices"]?.verdict == "warn", "the token of the cache took one of the three")
        before = try await calls()
        try await cloud.change(#"{"trustList":{"accepts":["da"]}}"#)
        let hosted = try #require(try Self.doctor(in: home).report)
        #expect(try await calls() - before <= 3)
        #expect(hosted.ok && hosted["devices"]?.verdict == "warn")
    }

    @Test("a wrong secret is 77 and names the code; a host that is gone is 69, and of the token nothing is said")
    func refused() async throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        let wrong = "app_secret = \"marked-other-secret\""
        try home.write(Self.account("home", base: cloud.base, secret: wrong), to: "config/eztop/config.toml")
        let refused = try Self.doctor(in: home)
        #expect(refused.run.status == .code(77) && refused.report?.ok == false)
        #expect(refused.report?["token"]?.verdict == "fail" && refused.report?["token"]?.seen.contains("10030") == true)
        #expect(refused.report?["host"]?.verdict == "ok" && refused.report?["devices"] == nil)
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml")
        #expect(try Self.doctor(in: home).run.status == .code(0))
        _ = try Tool(builtProduct("eztop"), ["devices", "--no-live"], environment: home.environment)
        try home.write(Self.account("home", base: cloud.base, secret: wrong), to: "config/eztop/config.toml")
        #expect(try Self.doctor(in: home).run.status == .code(77), "a token in the cache hides no wrong secret")
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml")
        try cloud.stop()
        let gone = try Self.doctor(in: home)
        #expect(gone.run.status == .code(69) && gone.report?["host"]?.verdict == "fail" && gone.report?["host"]?.mend != nil)
        #expect(gone.report != nil && gone.report?["token"] == nil)
        #expect(gone.report?["clock"]?.seen.contains("not compared") == true)
    }

    @Test("one account's secret that cannot be had does not keep the others from being looked at")
    func secretSources() throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        let configuration =
            Self.account("locked", base: cloud.base, secret: "app_secret_command = \"exit 3\"")
            + Self.account("piped", base: cloud.base, secret: "app_secret_command = \"printf marked-secret\"")
            + Self.account("filed", base: cloud.base, secret: "app_secret_file = \"secret\"")
        try home.write(configuration, to: "config/eztop/config.toml")
        try home.write("marked-secret\n", to: "config/eztop/secret")
        let (report, run) = try Self.doctor(in: home)
        #expect(run.status == .code(78))
        #expect(report?.of("locked", "token")?.verdict == "fail")
        #expect(report?.of("locked", "token")?.seen.contains("status 3") == true)
        #expect(report?.of("piped", "devices")?.verdict == "ok" && report?.of("filed", "devices")?.verdict == "ok")
        #expect(report?["permissions"]?.seen.contains("secret file 0600") == true)
        #expect(try Self.doctor(in: home, ["--json", "--account", "filed"]).run.status == .code(0))
        #expect(try Self.doctor(in: home, ["--json", "--account", "nobody"]).run.status == .code(64))
    }

    @Test("a clock that is wrong is told by how much, and is no failure")
    func clock() throws {
        let home = try Home()
        func answer(_ data: String) -> FaultServer.Fault {
            let body = "{\"code\":\"200\",\"msg\":\"ok\",\"data\":\(data)}"
            return .answer(
                "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
        let server = try FaultServer(
            answer("{\"accessToken\":\"at.marked\",\"expireTime\":\(Int(Date().timeIntervalSince1970 + 604_800) * 1000)}"),
            answer("[{\"deviceSerial\":\"C1\",\"channelNo\":1,\"channelName\":\"C1\",\"isEncrypt\":0}]"))
        try home.write(
            Self.account("home", base: server.address).replacing("[\"own\", \"hosted\"]", with: "[\"own\"]"),
            to: "config/eztop/config.toml")
        let (report, run) = try Self.doctor(in: home)
        #expect(run.status == .code(0) && report?["clock"]?.verdict == "warn")
        #expect(report?["clock"]?.seen.contains("ahead of") == true && report?["clock"]?.mend?.contains("timedatectl") == true)
        #expect(report?["devices"]?.seen == "own cameras 1")
    }

    @Test("a broken configuration is 78 with every problem and its line, and no account is asked")
    func broken() async throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        try home.write(
            "intervall = \"30s\"\nmouse = \"marked\"\n"
                + Self.account("home", base: cloud.base).replacing("name =", with: "nam ="),
            to: "config/eztop/config.toml")
        let (report, run) = try Self.doctor(in: home)
        #expect(run.status == .code(78))
        let failed = report?.findings.filter { $0.verdict == "fail" } ?? []
        #expect(failed.count >= 3 && failed.allSatisfy { $0.check == "configuration" && $0.mend != nil })
        for place in ["~/config/eztop/config.toml:1: intervall", "config.toml:2: mouse", "config.toml:4: accounts.nam"] {
            #expect(failed.contains { $0.seen.contains(place) }, "\(place) of \(failed.map(\.seen))")
        }
        #expect(report?["host"] == nil)
        #expect(try await cloud.calls("token/get") == 0)
        try home.write(
            Self.account("home", base: cloud.base) + "[keys]\nno-such-command = \"x\"\n", to: "config/eztop/config.toml")
        let keys = try Self.doctor(in: home)
        #expect(keys.run.status == .code(78) && keys.run.text.contains("no-such-command"))
    }

    @Test(
        "a configuration that others may read is 78 with the chmod; a cache that is a link, and a folder that cannot be, are said"
    )
    func permissions() throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml", mode: 0o644)
        let open = try Self.doctor(in: home)
        #expect(open.run.status == .code(78))
        let failed = open.report?.findings.first { $0.verdict == "fail" }
        #expect(failed?.check == "permissions" && failed?.mend == "chmod 600 ~/config/eztop/config.toml")
        // Who may write into it may have any command run.
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml", mode: 0o620)
        #expect(try Self.doctor(in: home).run.status == .code(78))
        try home.write(Self.account("home", base: cloud.base), to: "config/eztop/config.toml")
        try home.write("", to: "state")
        _ = try Tool("sh", ["-c", "mkdir '\(home.path)/cache' && ln -s /tmp '\(home.path)/cache/eztop'"])
        let linked = try Self.doctor(in: home)
        #expect(linked.run.status == .code(0))
        let warned = linked.report?.findings.filter { $0.check == "permissions" }.map(\.seen) ?? []
        #expect(warned.contains { $0.contains("is a link") })
        #expect(warned.contains { $0.contains("state folder ~/state/eztop is not there and cannot be made") })
    }

    @Test("a service that is asked in place of the platform has to answer")
    func service() throws {
        let home = try Home(configuration: "service = \"/run/nobody/here.sock\"\n")
        let (report, run) = try Self.doctor(in: home)
        #expect(run.status == .code(69) && report?["host"]?.verdict == "fail", "\(run)")
        #expect(report?["host"]?.seen.contains("/run/nobody/here.sock") == true)
    }

    @Test("a push port that another process holds is a warning, a free one is ok")
    func push() throws {
        let (cloud, home) = (try Self.cloud(), try Home())
        func configure(_ listen: String) throws {
            let push = "[push]\nlisten = \"\(listen)\"\nsecret = \"marked-push-secret\"\n"
            try home.write(Self.account("home", base: cloud.base) + push, to: "config/eztop/config.toml")
        }
        try configure(cloud.address)
        let taken = try Self.doctor(in: home)
        #expect(taken.run.status == .code(0) && taken.report?["push"]?.verdict == "warn")
        #expect(taken.report?["push"]?.mend?.contains("running eztop") == true)
        try configure("127.0.0.1:0")
        #expect(try Self.doctor(in: home).report?["push"]?.verdict == "ok")
        try configure("203.0.113.7:8420")
        let foreign = try Self.doctor(in: home)
        #expect(foreign.run.status == .code(1) && !foreign.run.text.contains("203.0.113.7"))
    }

    @Test("without any configuration it is 78 and says the three ways to an account; with --demo all is well")
    func nothing() throws {
        let home = try Home()
        let nothing = try Self.doctor(in: home)
        #expect(nothing.run.status == .code(78))
        let mend = nothing.report?["configuration"]?.mend ?? ""
        for way in ["--demo", "eztop setup", "EZTOP_APP_KEY"] { #expect(mend.contains(way)) }
        #expect(nothing.report?["terminal"]?.seen.contains("none") == true)
        for arguments in [["--demo", "--json"], ["--json", "--demo"]] {
            let demo = try Self.doctor(in: home, arguments)
            #expect(demo.run.status == .code(0) && demo.report?.of("demo", "devices")?.verdict == "ok")
        }
    }
}
