import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("Alerts", .serialized, .heavy)
struct Alerting {
    private static let taken = FaultServer.Fault.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }

    init() throws {
        (cloud, home) = (try Cloud(), try Home())
    }

    private func configure(_ alerts: String) throws {
        try home.write("interval = \"1s\"\n" + alerts, to: "config/eztop/config.toml")
    }

    private func rules(_ address: String, when: String = "\"offline\"") -> String {
        """
        [[alerts]]
        name = "home"
        when = [\(when)]
        via = ["phone"]

        [[via]]
        name = "phone"
        post = "\(address)/marked-hook?key=marked-key"
        token_file = "\(home.path)/token"

        """
    }

    private func serve(_ more: [String: String] = [:]) throws -> Pty {
        try Pty(
            "/bin/sh",
            ["-c", "exec \"$@\" >\(home.path)/out 2>>\(home.path)/err </dev/null", "sh", builtProduct("eztop"), "serve"],
            environment: environment.merging(more) { $1 })
    }

    private func wait(for words: String, in file: String = "err") throws {
        let end = ContinuousClock.now + .seconds(20)
        while home.text(file)?.contains(words) != true {
            guard ContinuousClock.now < end else {
                throw TimedOut(description: "\(words) is not in \(file): \(home.text(file) ?? "")")
            }
            poll(nil, 0, 10)
        }
    }

    private func body(_ request: String?) -> String { request?.split(separator: "\r\n\r\n").last.map(String.init) ?? "" }

    private func field(_ name: String, _ body: String) -> String {
        body.split(separator: "\"\(name)\":\"").last.map { String($0.prefix { $0 != "\"" }) } ?? ""
    }

    @Test(
        "what is off is one message; a camera that goes is told once, also over a kill, and its end; nothing secret is in any of it",
        .timeLimit(.minutes(3)))
    func wholeWay() async throws {
        let sink = try FaultServer(Self.taken)
        try home.write("marked-token-of-a-route\n", to: "token")
        try configure(rules(sink.address))
        let first = try serve(["EZTOP_LOG": home.path + "/log"])
        var requests = sink.requests.makeAsyncIterator(), all: [String] = []
        func next() async -> String {
            let request = await requests.next() ?? ""
            all.append(request)
            return body(request)
        }
        let begin = await next()
        #expect(field("title", begin) == "2 cameras are offline", "\(begin)")
        #expect(try Schemas.valid(begin, "alert", in: home) == 1)
        #expect(
            all[0].hasPrefix("POST /marked-hook?key=marked-key HTTP/1.1\r\n")
                && all[0].contains("Authorization: Bearer marked-token"))

        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        let gone = await next()
        #expect(gone.contains("\"state\":\"firing\"") && gone.contains("F20118878"), "\(gone)")
        let run = try Run(["alerts"], in: home, cloud.environment)
        #expect(
            run.status == .code(0) && run.text.contains(field("title", gone)) && run.text.contains("phone  webhook  0"), "\(run)")

        first.signal(SIGKILL)
        _ = try first.exit()
        let told = try Run(["alerts", "--json"], in: home, cloud.environment)
        #expect(told.text.contains("\"told\" : [\n        \"phone\"\n      ]") && told.status == .code(0), "\(told)")
        let second = try serve(["EZTOP_LOG": home.path + "/log"])
        try await cloud.waitForCalls("device/list", atLeast: try await cloud.calls("device/list") + 8)
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":1}}")
        let back = await next()
        #expect(back.contains("\"state\":\"resolved\"") && field("id", back) == field("id", gone), "\(back)")
        #expect(try Schemas.valid(back, "alert", in: home) == 1)
        second.signal(SIGTERM)
        #expect(try second.exit() == .code(0))

        let log = home.text("log") ?? ""
        #expect(log.contains("alert 1 taken"))
        let state =
            FileManager.default.contents(atPath: home.path + "/state/eztop/state.db").map { String(decoding: $0, as: UTF8.self) }
            ?? ""
        #expect(state.contains("F20118878"))
        let said = [home.text("err") ?? "", home.text("out") ?? "", log, state, run.text, run.errors, told.text] + all.map(body)
        for secret in [cloud.appSecret, "marked-", "at.", "accessToken", "/live/", "m3u8"] {
            for text in said { #expect(!text.contains(secret), "\(secret)") }
        }
        #expect(said.allSatisfy { !$0.contains(cloud.appKey) })
    }

    @Test(
        "SIGHUP brings rules into a service that runs, and takes them out; a configuration that is wrong changes nothing",
        .timeLimit(.minutes(3)))
    func reload() async throws {
        let sink = try FaultServer(Self.taken)
        try home.write("marked-token-of-a-route\n", to: "token")
        try configure("")
        let serve = try serve()
        try wait(for: "asks the cloud every 1s")
        try configure(rules(sink.address).replacing("via = [\"phone\"]", with: "via = [\"fone\"]"))
        serve.signal(SIGHUP)
        try wait(for: "config.toml:5: alerts.via: no [[via]] has this name; there are phone")
        try configure(rules(sink.address))
        serve.signal(SIGHUP)
        try wait(for: "The configuration was read again: alerts, via.")
        var requests = sink.requests.makeAsyncIterator()
        #expect(field("title", body(await requests.next())) == "2 cameras are offline")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("a route that takes nothing is said once on standard error, and that it works again", .timeLimit(.minutes(3)))
    func failing() async throws {
        let refused = FaultServer.Fault.answerAndClose("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        let sink = try FaultServer(refused, refused, Self.taken)
        try home.write("marked-token-of-a-route\n", to: "token")
        try configure(rules(sink.address))
        let serve = try serve()
        try wait(for: "alerts over phone are not taken: HTTP 403; that is tried again")
        try wait(for: "alerts over phone are taken again")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
        let lines = (home.text("err") ?? "").split(separator: "\n").filter { $0.contains("alerts over") }
        #expect(lines.count == 2, "\(lines)")
    }

    @Test("alerts test: 0 where all take it, 75 where some do, 69 where none does, 64 and 78; it asks no cloud")
    func test() async throws {
        let sink = try FaultServer(Self.taken)
        try configure(
            """
            [[alerts]]
            name = "home"
            when = ["offline"]
            via = ["file"]

            [[via]]
            name = "phone"
            kind = "ntfy"
            post = "\(sink.address)/cameras"

            [[via]]
            name = "file"
            command = ["sh", "-c", "cat > \(home.path)/message"]

            """)
        let good = try Run(["alerts", "test"], in: home, cloud.environment)
        #expect(good.status == .code(0) && good.text.contains("phone: taken (") && good.text.contains("file: taken ("), "\(good)")
        #expect(try Schemas.valid(home.text("message") ?? "", "alert", in: home) == 1)
        var requests = sink.requests.makeAsyncIterator()
        let request = await requests.next() ?? ""
        #expect(request.contains("Title: Test of eztop's alerts\r\n") && request.contains("Tags: camera,test\r\n"))
        let rule = try Run(["alerts", "test", "home"], in: home, cloud.environment)
        #expect(rule.status == .code(0) && !rule.text.contains("phone"))
        let unknown = try Run(["alerts", "test", "fone"], in: home, cloud.environment)
        #expect(unknown.status == .code(64) && unknown.errors.contains("there are phone, file, home"), "\(unknown)")

        let text = home.text("config/eztop/config.toml") ?? ""
        try home.write(text.replacing("cat > ", with: "exit 3; "), to: "config/eztop/config.toml")
        let some = try Run(["alerts", "test"], in: home, cloud.environment)
        #expect(some.status == .code(75) && some.errors.contains("file: not taken: its command ended with 3"), "\(some)")
        let none = try Run(["alerts", "test", "file"], in: home, cloud.environment)
        #expect(none.status == .code(69))
        try configure("")
        let nothing = try Run(["alerts", "test"], in: home, cloud.environment)
        #expect(nothing.status == .code(78) && nothing.errors.contains("[[via]]"))
        let rules = try Run(["alerts"], in: home, cloud.environment)
        #expect(rules.status == .code(0) && rules.text.isEmpty && rules.errors.contains("No alert is configured"))
        #expect(try await cloud.allCalls() == 0)
    }
}
