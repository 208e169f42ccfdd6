import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("eztop serve", .serialized, .heavy)
struct Serving {
    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }

    init() throws {
        (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
    }

    /// As a service manager starts it: no terminal, its standard error a file. It is killed when the value goes.
    private func serve(_ arguments: [String] = [], _ more: [String: String] = [:]) throws -> Pty {
        try Pty(
            "/bin/sh",
            [
                "-c", "exec \"$@\" >\(home.path)/out 2>\(home.path)/err </dev/null", "sh", builtProduct("eztop"), "serve",
            ] + arguments, environment: environment.merging(more) { $1 })
    }

    private func wait(for words: String, in file: String = "err") throws {
        let end = ContinuousClock.now + .seconds(15)
        while home.text(file)?.contains(words) != true {
            guard ContinuousClock.now < end else {
                throw TimedOut(description: "\(words) is not in \(file): \(home.text(file) ?? "")")
            }
            poll(nil, 0, 10)
        }
    }

    @Test("a dashboard that polls gives it its place and follows; when it ends with 0, at once, the dashboard goes on")
    func place() async throws {
        let front = try Front(environment, lacksNever: ["C69625501", "E71820344", "ready 23h"])
        try await Front.wait([front], "a poller") { front.isPolling && front.holds("10 ready") }
        let serve = try serve()
        try await Front.wait([front], "serve") { front.holds("via eztop serve, up <1m") }
        try wait(for: "asks the cloud every 1s for all eztops of yours (default)")

        let second = try Run(["serve"], in: home, cloud.environment)
        #expect(second.status == .code(1), "\(second)")
        #expect(second.errors == "eztop serve runs already: pid \(serve.process)\n" && second.text.isEmpty, "\(second)")

        // What changes is told there, and not on standard output.
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        try await Front.wait([front], "a change") { front.holds("12 online") }
        try wait(for: "(F20118878:1)  status  online -> offline")
        #expect(home.text("out") == "")

        let begin = ContinuousClock.now
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
        #expect(ContinuousClock.now - begin < .seconds(1))
        try await Front.wait([front], "the dashboard") { front.isPolling }
        #expect(front.faults == [])
    }

    @Test("systemd is told of readiness, status, watchdog, reload and the end", arguments: ["path", "abstract"])
    func notified(_ kind: String) throws {
        let peer = try NotifyPeer(at: kind == "path" ? home.path + "/notify" : "@" + home.path + "/notify")
        let serve = try serve([], ["NOTIFY_SOCKET": peer.name, "WATCHDOG_USEC": "200000"])
        try peer.wait(for: "readiness") { $0.contains("READY=1") }
        try peer.wait(for: "status") { $0.contains("STATUS=15 cameras, 2 offline") }
        try peer.wait(for: "watchdog") { $0.count { $0 == "WATCHDOG=1" } >= 3 }
        serve.signal(SIGHUP)
        try peer.wait(for: "reload") { messages in
            guard let at = messages.firstIndex(where: { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") }) else { return false }
            return messages[at...].contains("READY=1")
        }
        try wait(for: "nothing has changed")
        serve.signal(SIGTERM)
        try peer.wait(for: "the end") { $0.last { !$0.hasPrefix("WATCHDOG") } == "STOPPING=1" }
        #expect(try serve.exit() == .code(0))
        #expect(!peer.messages.contains { $0.contains(cloud.appSecret) })
    }

    @Test(
        "a demo is alone, and so is --standalone: neither says that others attach to it", arguments: ["--demo", "--standalone"])
    func alone(option: String) throws {
        let serve = try serve([option])
        try wait(for: "alone: no other eztop attaches to it")
        #expect(home.text("err")?.contains("by themselves") == false)
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("SIGHUP ends no service that has just begun: it is heeded once that runs")
    func earlyHangup() throws {
        try home.write(
            """
            [[accounts]]
            name = "shop"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret_command = "touch \(home.path)/asked; until [ -e \(home.path)/go ]; do sleep 0.05; done; echo \(cloud.appSecret)"

            """, to: "config/eztop/config.toml")
        let serve = try serve()
        let end = ContinuousClock.now + .seconds(15)
        while home.text("asked") == nil {
            try #require(ContinuousClock.now < end, "the command was not run")
            poll(nil, 0, 10)
        }
        serve.signal(SIGHUP)
        try home.write("", to: "go")
        try wait(for: "The configuration was read again: nothing has changed.")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("while a limit refuses new addresses, devices --addresses prints those that hold")
    func kept() async throws {
        let serve = try serve()
        try wait(for: "asks the cloud every 1s")
        func urls(_ more: [String] = []) throws -> [String] {
            let run = try Run(["devices", "--addresses", "--json"] + more, in: home, cloud.environment)
            #expect(run.status == .code(0), "\(run)")
            return run.text.split(separator: "\n").filter { $0.contains("\"url\"") }.map(String.init)
        }
        let before = try urls()
        #expect(before.count > 5)
        try await cloud.change(#"{"fail":{"with":{"path":"/api/lapp/v2/live/address/get","code":"10007"}}}"#)
        #expect(try urls(["--fresh"]) == before)
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("a check beside the service that finds no stream says that eztop's own checks may hold it")
    func ownChecks() async throws {
        let serve = try serve()
        try wait(for: "asks the cloud every 1s")
        try await cloud.change(#"{"limit":{"to":{"streams":1}}}"#)
        let first = try Run(["address", "C69625501", "--check"], in: home, cloud.environment)
        #expect(first.status == .code(0), "\(first)")
        let second = try Run(["address", "G55512077", "--check"], in: home, cloud.environment)
        #expect(second.status == .code(1) && second.text.hasPrefix("http"), "\(second)")
        #expect(second.errors.contains("does not play: 9048: eztop's own checks may hold the streams"), "\(second)")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("a service that is told to read its configuration again does so, and keeps the former one where the new is wrong")
    func reload() async throws {
        let serve = try serve()
        try wait(for: "asks the cloud every 1s")
        try home.write("interval = \"never\"\n", to: "config/eztop/config.toml")
        serve.signal(SIGHUP)
        try wait(for: "The configuration that was in force stays in force.")
        #expect(home.text("err")?.contains("config.toml:1: interval") == true, "\(home.text("err") ?? "")")
        let calls = try await cloud.calls("device/list")
        try await cloud.waitForCalls("device/list", atLeast: calls + 2)
        try home.write("interval = \"1h\"\n", to: "config/eztop/config.toml")
        serve.signal(SIGHUP)
        try wait(for: "The configuration was read again: interval.")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("while a command of a secret waits for somebody, a signal to end is heeded at once, and polling goes on")
    func slowSecret() async throws {
        let serve = try serve()
        try wait(for: "asks the cloud every 1s")
        // The account of the file has the command; that of the environment answers as before.
        try home.write(
            """
            interval = "1s"
            [[accounts]]
            name = "shop"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret_command = "touch \(home.path)/asked; exec sleep 50"

            """, to: "config/eztop/config.toml")
        serve.signal(SIGHUP)
        let end = ContinuousClock.now + .seconds(15)
        while home.text("asked") == nil {
            try #require(ContinuousClock.now < end, "the command was not run")
            poll(nil, 0, 10)
        }
        let calls = try await cloud.calls("device/list")
        try await cloud.waitForCalls("device/list", atLeast: calls + 2)
        let begin = ContinuousClock.now
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
        #expect(ContinuousClock.now - begin < .seconds(2))
    }

    @Test("with --json each change is the line that watch prints, on standard output") func lines() async throws {
        let serve = try serve(["--json"])
        try wait(for: "asks the cloud")
        try await cloud.waitForCalls("device/list", atLeast: 2)
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        try wait(for: "\"to\":\"offline\"", in: "out")
        let line = try #require(home.text("out")?.split(separator: "\n").first { $0.contains("F20118878") })
        let keys = try JSONDecoder().decode([String: Word].self, from: Data(line.utf8))
        #expect(keys["what"] == .word("status") && keys["from"] == .word("online") && keys["to"] == .word("offline"), "\(line)")
        #expect(home.text("err")?.contains("F20118878") == false)
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    private enum Word: Decodable, Equatable {
        case word(String), other
        init(from decoder: any Decoder) throws {
            self = (try? decoder.singleValueContainer().decode(String.self)).map(Word.word) ?? .other
        }
    }
}
