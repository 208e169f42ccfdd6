import Fleet
import FoundationEssentials
import Settings
import TestSupport
import Testing
import Vocabulary

@testable import MQTT

@Suite("What is to stand at a broker")
struct BoardTests {
    private let entities = [
        "binary_sensor/eztop-nas/C1_1-online", "sensor/eztop-nas/C1_1-live", "binary_sensor/eztop-nas/C1-encryption",
    ]
    .map { "homeassistant/\($0)/config" }

    @Test("a broker that comes is told everything, then only what changes; times alone are no change")
    func changes() throws {
        var board = Board()
        board.take(snapshot([camera("C1")]), at: start)
        #expect(board.isDone)
        board.connect()
        var told = board.taken()
        #expect(
            told["eztop/nas/status"] == "online"
                && Set(told.keys) == Set(["eztop/nas/status", "eztop/nas/C1_1/state"] + entities))
        let state = try #require(told["eztop/nas/C1_1/state"])
        #expect(
            state
                == #"{"account":"home","channel":1,"checked":"2025-12-31T16:00:00Z","encryption":"off","live":{"code":null,"expires":null,"message":null,"protocol":null,"state":"unknown"},"model":"CS-C6N","name":"门口","serial":"C1","source":"own","status":"online"}"#
        )
        let later = start.addingTimeInterval(30)
        board.take(snapshot([camera("C1", at: later)]), at: later)
        #expect(board.isDone)
        board.take(snapshot([camera("C1", encryption: .on, at: later)]), at: later)
        told = board.taken(at: later)
        #expect(told.keys.sorted() == ["eztop/nas/C1_1/state"] && told.values.first?.contains(#""encryption":"on""#) == true)
        // Another name is another card.
        board.take(snapshot([camera("C1", name: "Gate", encryption: .on, at: later)]), at: later)
        #expect(Set(board.taken().keys) == Set(entities + ["eztop/nas/C1_1/state"]))
    }

    @Test("what was checked since is told again after ten minutes, and what was not is not: so a reader knows how old it is")
    func pulse() {
        var board = Board()
        board.take(snapshot([camera("C1"), camera("C2")]), at: start)
        board.connect()
        _ = board.taken()
        let later = start.addingTimeInterval(Board.pulse)
        board.take(snapshot([camera("C1", at: later), camera("C2")]), at: later)
        #expect(board.taken(at: later).keys.sorted() == ["eztop/nas/C1_1/state"])
        board.take(snapshot([camera("C1", at: later.addingTimeInterval(30)), camera("C2")]), at: later.addingTimeInterval(30))
        #expect(board.isDone)
    }

    @Test("an address is in no message, and another one for the same camera is no change")
    func addresses() {
        func with(_ url: String, expires: Double) -> Camera {
            camera(
                "C1",
                live: .address(
                    LiveAddress(
                        url: url, expires: start.addingTimeInterval(expires), urlID: "ID", liveProtocol: .hls, quality: .hd)))
        }
        var board = Board()
        board.take(snapshot([with("https://MARKED", expires: 600)]), at: start)
        board.connect()
        let told = board.taken()
        #expect(told["eztop/nas/C1_1/state"]?.contains(#""state":"ready""#) == true)
        #expect(!told.values.contains { $0.contains("MARKED") || $0.contains("http") })
        board.take(snapshot([with("https://MARKED2", expires: 900)]), at: start)
        #expect(board.isDone)
    }

    @Test("an offline is told once it is confirmed")
    func offline() {
        var board = Board()
        board.take(snapshot([camera("C1")]), at: start)
        board.connect()
        _ = board.taken()
        var gone = camera("C1", status: .offline)
        gone.outage = Outage(since: start, before: .online, isConfirmed: false)
        board.take(snapshot([gone]), at: start)
        #expect(board.isDone)
        gone.outage?.isConfirmed = true
        board.take(snapshot([gone]), at: start)
        let state = board.taken()["eztop/nas/C1_1/state"]
        #expect(state?.contains(#""status":"offline""#) == true && state?.contains(#""state":"offline""#) == true)
    }

    @Test("a camera that left is taken away with all of its topics; one that a list lacks which is not whole stays")
    func gone() {
        var board = Board()
        board.take(snapshot([camera("C1"), camera("C2")]), at: start)
        board.connect()
        _ = board.taken()
        board.take(snapshot([camera("C2")], isWhole: false), at: start)
        #expect(board.isDone)
        board.take(snapshot([camera("C2")]), at: start)
        let told = board.taken()
        #expect(Set(told.keys) == Set(entities + ["eztop/nas/C1_1/state"]) && told.values.allSatisfy(\.isEmpty))
        // It comes back before its going was sent.
        board.take(snapshot([]), at: start)
        board.take(snapshot([camera("C2")]), at: start)
        #expect(board.taken()["eztop/nas/C2_1/state"]?.isEmpty == false)
    }

    @Test("what an earlier run left is taken away once it is known what is there")
    func leftovers() {
        var board = Board()
        board.take(snapshot([camera("C1")], isWhole: false), at: start)
        board.connect()
        _ = board.taken()
        let old = [
            "eztop/nas/C9_1/state", "homeassistant/switch/eztop-nas/C1-encryption/config",
            "homeassistant/sensor/eztop-nas/C9_1-live/config",
        ]
        for topic in old + entities + [
            "eztop/nas/C1_1/state", "eztop/other/C9_1/state", "homeassistant/sensor/another/x/config", "eztop/nas/status",
        ] {
            board.find(topic)
        }
        #expect(board.isDone)
        board.take(snapshot([camera("C1")]), at: start)
        #expect(board.taken() == Dictionary(uniqueKeysWithValues: old.map { ($0, "") }))
        board.find("eztop/nas/C8_1/state")
        #expect(board.taken() == ["eztop/nas/C8_1/state": ""])
    }

    @Test("a device that waits for its channels is not told yet, and nobody is taken away meanwhile")
    func channels() {
        var board = Board()
        var waiting = camera("C1", nil)
        waiting.awaitsChannels = true
        board.take(snapshot([waiting]), at: start)
        board.connect()
        board.find("eztop/nas/C1_1/state")
        #expect(board.taken().keys.sorted() == ["eztop/nas/status"] && !board.isWhole)
    }

    @Test("a serial of two accounts is told under both, and under its own again when one lost it")
    func shared() {
        var board = Board(discovery: .off)
        board.take(snapshot([camera("C1"), camera("C1", of: "shop")], accounts: ["home", "shop"]), at: start)
        board.connect()
        #expect(Set(board.taken().keys) == ["eztop/nas/status", "eztop/nas/home-C1_1/state", "eztop/nas/shop-C1_1/state"])
        board.take(snapshot([camera("C1")], accounts: ["home", "shop"]), at: start)
        let told = board.taken()
        #expect(
            told["eztop/nas/home-C1_1/state"] == "" && told["eztop/nas/shop-C1_1/state"] == ""
                && told["eztop/nas/C1_1/state"]?.isEmpty == false)
    }

    @Test("while the broker is away nothing waits, and afterwards each topic is sent once, with the newest")
    func away() {
        var board = Board(discovery: .off)
        board.take(snapshot([camera("C1")]), at: start)
        board.connect()
        _ = board.taken()
        board.disconnect()
        for encryption in [Encryption.on, .off, .on] { board.take(snapshot([camera("C1", encryption: encryption)]), at: start) }
        #expect(board.isDone)
        board.connect()
        for encryption in [Encryption.off, .on] { board.take(snapshot([camera("C1", encryption: encryption)]), at: start) }
        let sent = board.take(.max, at: start)
        #expect(sent.map(\.topic) == ["eztop/nas/status", "eztop/nas/C1_1/state"])
        #expect(String(decoding: sent[1].payload, as: UTF8.self).contains(#""encryption":"on""#))
    }

    @Test("an order is one by its exact topic and word, never one that was kept, and never without actions")
    func orders() {
        let recorder = [camera("C1", 1), camera("C1", 2)]
        func order(_ topic: String, _ payload: String, isRetained: Bool = false, actions: Bool = true) -> SwitchOrder? {
            var board = Board(actions: actions)
            board.take(snapshot(recorder), at: start)
            return board.order(topic, payload, isRetained: isRetained)
        }
        let topic = "eztop/nas/C1/encryption/set", device = DeviceID(account: "home", serial: "C1")
        #expect(order(topic, "ON") == SwitchOrder(device: device, on: true))
        #expect(order(topic, "OFF") == SwitchOrder(device: device, on: false))
        #expect(order(topic, "OFF", isRetained: true) == nil && order(topic, "OFF", actions: false) == nil)
        for payload in ["on", "Off", "ON ", "", "1", "true", "ON\n"] { #expect(order(topic, payload) == nil, "\(payload)") }
        for other in [
            "eztop/nas/C1_1/encryption/set", "eztop/nas/C2/encryption/set", "eztop/nas/C1/encryption/set/",
            "eztop/other/C1/encryption/set", "eztop/nas/c1/encryption/set",
        ] {
            #expect(order(other, "ON") == nil, "\(other)")
        }
        #expect(Board().subscriptions == ["homeassistant/status"])
        #expect(Board(actions: true, discovery: .off).subscriptions == ["eztop/nas/+/encryption/set"])
    }
}
