import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// MQTT, against a real mosquitto.
@Suite("Publishing at a broker", .serialized, .heavy)
struct Publishing {
    private let home: Home
    private let cloud: Cloud

    init() throws { (home, cloud) = (try Home(), try Cloud()) }

    /// `[mqtt]` of a broker, for a machine of that name.
    private func table(_ broker: MosquittoBroker, node: String = "nas", host: String = "localhost", _ more: String = "") throws
        -> String
    {
        """
        [mqtt]
        url = "\(broker.isSecure ? "mqtts" : "mqtt")://\(MosquittoBroker.user)@\(host):\(broker.port)"
        password_file = "\(broker.passwordFile)"
        \(broker.isSecure ? "ca_file = \"\(broker.caFile)\"" : "")
        node = "\(node)"
        \(more)

        """
    }

    /// `eztop serve` of this cloud; what it says goes to `err`.
    private func serve(
        _ table: String, in home: Home? = nil, of cloud: Cloud? = nil, _ before: String = "", _ arguments: [String] = []
    ) throws -> Pty {
        let home = home ?? self.home, cloud = cloud ?? self.cloud
        try home.write("interval = \"1s\"\n" + before + table, to: "config/eztop/config.toml")
        try? FileManager.default.removeItem(atPath: home.path + "/err")
        let variables = ["EZTOP_LOG": home.path + "/log"].merging(cloud.environment) { $1 }.merging(home.environment) { $1 }
        return try Pty(
            "/bin/sh",
            ["-c", "exec \"$0\" serve \"$@\" >\(home.path)/out 2>\(home.path)/err </dev/null", builtProduct("eztop")]
                + arguments, environment: variables)
    }

    private func wait(for words: String, in file: String = "err", within seconds: Double = 20) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while home.text(file)?.contains(words) != true {
            guard ContinuousClock.now < end else {
                throw TimedOut(description: "\(words) is not in \(file): \(home.text(file) ?? "")")
            }
            poll(nil, 0, 10)
        }
    }

    private static func states(_ node: String = "nas") -> (BrokerEars) -> Int {
        { ears in ears.kept.keys.count { $0.hasPrefix("eztop/\(node)/") && $0.hasSuffix("/state") } }
    }

    @Test(
        "over TLS with a password: states, discovery, a change; offline at the end; nothing secret in anything that was said or heard"
    )
    func states() async throws {
        let broker = try MosquittoBroker(certificateFor: "localhost")
        try broker.start()
        let ears = try broker.listen()
        let codes = "[accounts.verification_codes]\nC69625501 = \"MARKED-CODE\"\n"
        let account = """
            [[accounts]]
            name = "home"
            base_url = "\(cloud.base)"
            app_key = "\(cloud.appKey)"
            app_secret = "\(cloud.appSecret)"
            devices = ["own", "hosted"]

            """
        try home.write("interval = \"1s\"\n" + account + codes + table(broker), to: "config/eztop/config.toml")
        let variables = ["EZTOP_LOG": home.path + "/log"].merging(home.environment) { $1 }
        let serve = try Pty(
            "/bin/sh", ["-c", "exec \"$0\" serve >\(home.path)/out 2>\(home.path)/err </dev/null", builtProduct("eztop")],
            environment: variables)
        try ears.wait(for: "states, entities, and live addresses") { ears in
            Self.states()(ears) == 15 && ears.kept["eztop/nas/status"] == "online"
                && ears.kept.values.contains { $0.contains(#""state":"ready""#) }
                && ears.kept.keys.count { $0.hasPrefix("homeassistant/") } >= 15 * 2
        }
        try wait(for: "MQTT: states are at mqtts://localhost:\(broker.port), below eztop/nas")
        // The same as `devices --json` prints, but for its times.
        let compared = try python(
            """
            import json, sys
            heard = json.loads(sys.stdin.read())
            printed = json.loads(sys.argv[1])["cameras"]
            def bare(row):
                row["live"].pop("expires"); row.pop("checked")
                if row["live"]["state"] in ("asking", "unknown"): row["live"] = None
                return row
            wrong = []
            for row in printed:
                name = "eztop/nas/%s_%s/state" % (row["serial"], row["channel"] or 0)
                there, row = bare(json.loads(heard[name])), bare(row)
                # A hosted device's turn may not have come yet.
                if there["encryption"] == "unknown": continue
                if there["live"] is None: row["live"] = None
                if there != row: wrong.append((there, row))
            print(len(printed), wrong)
            """,
            [Run(["devices", "--json"], in: home).text],
            input: try String(decoding: JSONEncoder().encode(ears.kept.filter { $0.key.hasSuffix("/state") }), as: UTF8.self))
        #expect(compared.text == "15 []\n", "\(compared.text)")

        try await cloud.change(#"{"status":{"serial":"F20118878","value":0}}"#)
        try ears.wait(for: "an offline that is confirmed") { ears in
            ears.kept.contains { $0.key == "eztop/nas/F20118878_1/state" && $0.value.contains(#""status":"offline""#) }
        }
        // Who comes later finds all of it.
        let late = try broker.listen(to: "eztop/#")
        try late.wait(for: "what is kept") { $0.kept.count == 16 && $0.all.allSatisfy(\.isRetained) }

        let begin = ContinuousClock.now
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
        #expect(ContinuousClock.now - begin < .seconds(2))
        try ears.wait(for: "its end") { $0.kept["eztop/nas/status"] == "offline" }
        #expect(Self.states()(ears) == 15)
        #expect(ears.all.filter { $0.topic == "eztop/nas/status" }.map(\.payload) == ["online", "offline"])

        let heard = ears.text
        let said = [home.text("err") ?? "", home.text("log") ?? "", home.text("out") ?? ""].joined(separator: "\n")
        #expect(home.text("log")?.contains(" mqtt publishing") == true)
        for secret in [MosquittoBroker.password, "MARKED-CODE", cloud.appKey, cloud.appSecret, "m3u8", "at.", "ra."] {
            #expect(!heard.contains(secret) && !said.contains(secret), "\(secret)")
        }
        #expect(!heard.contains("http") && !heard.contains(cloud.address))
    }

    @Test("a process that is killed is offline by its last will")
    func killed() throws {
        let broker = try MosquittoBroker()
        try broker.start()
        let ears = try broker.listen()
        let serve = try serve(table(broker))
        try ears.wait(for: "states") { Self.states()($0) == 15 }
        serve.signal(SIGKILL)
        _ = try serve.exit()
        try ears.wait(for: "its will") { $0.kept["eztop/nas/status"] == "offline" }
    }

    @Test("a broker that comes late, goes and comes back with nothing is told everything; each is said once, and polling goes on")
    func away() async throws {
        let broker = try MosquittoBroker()
        let serve = try serve(table(broker))
        try wait(for: "MQTT: nothing is published at mqtt://localhost:\(broker.port): Connection refused; polling goes on")
        for _ in 0..<2 {
            try broker.start()
            let ears = try broker.listen()
            try ears.wait(for: "everything") { Self.states()($0) == 15 && $0.kept["eztop/nas/status"] == "online" }
            try broker.stop()
            try wait(for: "MQTT: nothing is published at mqtt://localhost:\(broker.port): the connection broke")
        }
        let calls = try await cloud.calls("device/list")
        try await cloud.waitForCalls("device/list", atLeast: calls + 3)
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
        let said = home.text("err")?.split(separator: "\n").filter { $0.hasPrefix("MQTT:") } ?? []
        #expect(said.count <= 6, "\(said)")
    }

    @Test("a wrong password, another host's certificate, and one of nobody's are said, and nothing is told to such a broker")
    func refused() throws {
        let broker = try MosquittoBroker(certificateFor: "127.0.0.1")
        try broker.start()
        let ears = try MosquittoBroker(certificateFor: "localhost")
        try ears.start()
        try home.write("WRONG-MARKED\n", to: "config/eztop/wrong")
        func run(_ table: String, says words: String) throws {
            let serve = try serve(table)
            try wait(for: words)
            serve.signal(SIGTERM)
            #expect(try serve.exit() == .code(0))
            #expect(home.text("err")?.contains("MARKED") == false)
        }
        try run(
            table(ears).replacing(ears.passwordFile, with: home.path + "/config/eztop/wrong"),
            says: "the broker takes neither this user nor this password")
        #expect(ears.log.contains("not authorised") || ears.log.contains("Not authorized"), "\(ears.log)")
        try run(table(broker), says: "no TLS that is to be trusted")
        try run(table(ears).replacing("ca_file = \"\(ears.caFile)\"", with: ""), says: "no TLS that is to be trusted")
        try run(
            table(ears).replacing("mqtts://", with: "mqtt://").replacing("ca_file = \"\(ears.caFile)\"", with: ""),
            says: "MQTT: nothing is published at")
        for log in [broker.log, ears.log] { #expect(!log.contains("PUBLISH")) }
    }

    @Test("encryption is switched from the broker where that is allowed, by a fresh word alone; a code that is missing is said")
    func actions() async throws {
        let broker = try MosquittoBroker()
        try broker.start()
        try broker.publish("OFF", to: "eztop/nas/E71820344/encryption/set", isRetained: true)
        let ears = try broker.listen()
        func stop(_ serve: Pty) throws {
            serve.signal(SIGTERM)
            #expect(try serve.exit() == .code(0))
        }
        var running = try serve(table(broker, "actions = true"))
        try ears.wait(for: "switches") { ears in
            Self.states()(ears) == 15 && ears.kept["homeassistant/switch/eztop-nas/F20118878-encryption/config"] != nil
        }
        try broker.publish("ON", to: "eztop/nas/F20118878/encryption/set")
        try ears.wait(for: "an encryption") { $0.kept["eztop/nas/F20118878_1/state"]?.contains(#""encryption":"on""#) == true }
        try wait(for: "MQTT: encryption of F20118878 switched on")
        #expect(try await cloud.calls("device/encrypt/on") == 1)
        #expect(try await cloud.calls("device/encrypt/off") == 0)
        try broker.publish("OFF", to: "eztop/nas/C69625502/encryption/set")
        try wait(for: "MQTT: encryption of C69625502 not switched off: the platform wants its verification code")
        try stop(running)

        // Under read_only, and without actions, there is nothing to switch; the switch of before is taken away.
        for (before, more) in [("read_only = true\n", "actions = true"), ("", "")] {
            running = try serve(table(broker, more), before)
            try ears.wait(for: "no switches") { ears in
                ears.kept["eztop/nas/status"] == "online"
                    && ears.kept["homeassistant/binary_sensor/eztop-nas/F20118878-encryption/config"] != nil
                    && !ears.kept.keys.contains { $0.hasPrefix("homeassistant/switch/") }
            }
            try broker.publish("OFF", to: "eztop/nas/F20118878/encryption/set")
            let calls = try await cloud.calls("device/list")
            try await cloud.waitForCalls("device/list", atLeast: calls + 2)
            try stop(running)
        }
        #expect(try await cloud.calls("device/encrypt/off") == 1)
    }

    @Test("cameras that leave are taken away, also those that left while nobody polled; a list that broke takes nobody away")
    func gone() async throws {
        let broker = try MosquittoBroker()
        try broker.start()
        let ears = try broker.listen()
        let first = try serve(table(broker))
        try ears.wait(for: "states") {
            Self.states()($0) == 15 && $0.kept["homeassistant/sensor/eztop-nas/F20118878_1-live/config"] != nil
        }
        try await cloud.change(#"{"remove":{"serial":"F20118878"}}"#)
        try ears.wait(for: "its going") { ears in
            !ears.kept.contains { $0.key.contains("F20118878") } && Self.states()(ears) == 14
        }
        first.signal(SIGTERM)
        _ = try first.exit()
        try await cloud.change(#"{"remove":{"serial":"D01234567"}}"#)
        #expect(ears.kept.contains { $0.key.contains("D01234567") })
        let second = try serve(table(broker))
        try ears.wait(for: "its going") { ears in
            !ears.kept.contains { $0.key.contains("D01234567") } && Self.states()(ears) == 13
        }
        second.signal(SIGTERM)
        _ = try second.exit()
    }

    @Test("two services of two accounts at one broker are one picture; SIGHUP with another node takes its place")
    func union() async throws {
        let broker = try MosquittoBroker(certificateFor: "localhost")
        try broker.start()
        let other = (home: try Home(), cloud: try Cloud(["--devices", "40"]))
        let north = try serve(table(broker, node: "north"))
        let south = try serve(table(broker, node: "south"), in: other.home, of: other.cloud)
        let ears = try broker.listen(to: "eztop/#")
        try ears.wait(for: "both") { ears in
            Self.states("north")(ears) == 15 && Self.states("south")(ears) >= 40
                && ["north", "south"].allSatisfy { ears.kept["eztop/\($0)/status"] == "online" }
        }
        // Reading it again without another [mqtt] interrupts nothing.
        ears.forget()
        try home.write("interval = \"2s\"\n" + table(broker, node: "north"), to: "config/eztop/config.toml")
        north.signal(SIGHUP)
        try wait(for: "read again: interval")
        try home.write("interval = \"2s\"\n" + table(broker, node: "west"), to: "config/eztop/config.toml")
        north.signal(SIGHUP)
        try ears.wait(for: "its new name") { ears in
            ears.kept["eztop/north/status"] == "offline" && ears.kept["eztop/west/status"] == "online"
                && Self.states("west")(ears) == 15
        }
        #expect(ears.all.filter { $0.topic == "eztop/north/status" && !$0.isRetained }.map(\.payload) == ["offline"])
        for serve in [north, south] {
            serve.signal(SIGTERM)
            #expect(try serve.exit() == .code(0))
        }
    }

    @Test("a dashboard that polls publishes too, and when a service takes its place, that does")
    func dashboard() async throws {
        let broker = try MosquittoBroker()
        try broker.start()
        let ears = try broker.listen()
        try home.write("interval = \"1s\"\n" + table(broker), to: "config/eztop/config.toml")
        let front = try Front(cloud.environment.merging(home.environment) { $1 }, lacksNever: ["C69625501", "E71820344"])
        try await Front.wait([front], "a poller") { front.isPolling }
        try ears.wait(for: "states") { Self.states()($0) == 15 && $0.kept["eztop/nas/status"] == "online" }
        let serve = try serve(table(broker))
        try await Front.wait([front], "serve", within: 20) { front.holds("via eztop serve") }
        try ears.wait(for: "the service") { ears in
            ears.kept["eztop/nas/status"] == "online"
                && ears.all.count { $0.topic == "eztop/nas/status" && $0.payload == "online" } == 2
        }
        #expect(!broker.log.contains("already connected"))
        front.send("q")
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    @Test("a thousand cameras are told in seconds, and what does not change costs nothing")
    func thousand() async throws {
        let (home, cloud) = (try Home(), try Cloud(["--devices", "1000"]))
        let broker = try MosquittoBroker()
        try broker.start()
        let ears = try broker.listen()
        let serve = try serve(table(broker), in: home, of: cloud)
        try ears.wait(for: "the service", within: 60) { $0.kept["eztop/nas/status"] == "online" }
        let begin = ContinuousClock.now
        try ears.wait(for: "all", within: 60) { ears in
            ears.all.count >= 4000 && Self.states()(ears) >= 1000
                && ears.kept.keys.count { $0.hasPrefix("homeassistant/") } >= 3000
        }
        let took = ContinuousClock.now - begin
        #expect(took < .seconds(30), "\(took)")
        let polls = try await cloud.calls("device/list")
        let heard = ears.all.count
        try await cloud.waitForCalls("device/list", atLeast: polls + 60, within: 60)
        try ears.wait(for: "nothing", within: 1) { _ in true }
        // Only what was asked meanwhile: addresses, one at a time.
        #expect(ears.all.count - heard < 200, "\(ears.all.count - heard)")
        // One that left meanwhile is found among all that is kept.
        serve.signal(SIGKILL)
        _ = try serve.exit()
        let last = try #require(ears.kept.keys.filter { $0.hasSuffix("_1/state") }.sorted().last)
        let gone = last.split(separator: "/")[2].dropLast("_1".count), all = Self.states()(ears)
        let its = ears.kept.keys.count { $0.contains(gone) && $0.hasSuffix("/state") }
        try await cloud.change(#"{"remove":{"serial":"\#(gone)"}}"#)
        let second = try self.serve(table(broker), in: home, of: cloud)
        try ears.wait(for: "its going", within: 60) { ears in !ears.kept.contains { $0.key.contains(gone) } }
        #expect(Self.states()(ears) == all - its)
        second.signal(SIGTERM)
        #expect(try second.exit() == .code(0))
    }

    @Test("without [mqtt] the library is not loaded; with it, it is; a poller for one account alone is not the machine")
    func loading() async throws {
        let broker = try MosquittoBroker()
        try broker.start()
        func isLoaded(_ process: pid_t) -> Bool {
            (FileManager.default.contents(atPath: "/proc/\(process)/maps").map { String(decoding: $0, as: UTF8.self) } ?? "")
                .contains("libmosquitto")
        }
        // Who polls for one account alone would take the others' cameras away.
        for (hasTable, arguments) in [(false, []), (true, ["--account", "default"]), (true, [])] {
            let publishes = hasTable && arguments.isEmpty
            let serve = try serve(hasTable ? table(broker) : "", "", arguments)
            try wait(for: publishes ? "MQTT: states are at" : "asks the cloud every")
            let calls = try await cloud.calls("device/list")
            try await cloud.waitForCalls("device/list", atLeast: calls + 2)
            #expect(isLoaded(serve.process) == publishes)
            serve.signal(SIGTERM)
            #expect(try serve.exit() == .code(0))
        }
        let program = try Tool("ldd", [builtProduct("eztop")])
        #expect(program.status == .code(0) && !program.text.contains("mosquitto"))
    }

    @Test("doctor says whether the broker lets it in, and not where it is")
    func doctor() throws {
        let broker = try MosquittoBroker(certificateFor: "localhost")
        try broker.start()
        try home.write(table(broker), to: "config/eztop/config.toml")
        let good = try Run(["doctor", "--no-ask", "--language", "en"], in: home, cloud.environment)
        #expect(good.text.contains("mqtt           mqtts://localhost:\(broker.port) lets eztop in (libmosquitto "), "\(good)")
        try home.write(table(broker, host: "127.0.0.1"), to: "config/eztop/config.toml")
        let bad = try Run(["doctor", "--no-ask", "--json"], in: home, cloud.environment)
        #expect(bad.text.contains("mqtts://127.0.0.1:\(broker.port): no TLS that is to be trusted"), "\(bad)")
        #expect(bad.status == .code(0) && !bad.text.contains("MARKED"))
    }
}
