import Fleet
import FoundationEssentials
import Settings
import Synchronization
import TestSupport
import Testing
import Vocabulary
import Wording

@testable import MQTT

/// A broker without a network: each connection ends or goes on as a test says.
private final class FakeBroker: Sendable {
    final class Link: BrokerLink {
        let events: AsyncStream<BrokerEvent>
        let output: AsyncStream<BrokerEvent>.Continuation
        private let broker: FakeBroker

        init(_ broker: FakeBroker) {
            self.broker = broker
            (events, output) = AsyncStream.makeStream(of: BrokerEvent.self)
        }

        func send(_ orders: [BrokerOrder]) {
            var count = 0
            for case .publish(let message) in orders {
                broker.take(message)
                count += 1
            }
            broker.takeOrders(orders)
            if count > 0, broker.acknowledges { output.yield(.acknowledged(count)) }
        }

        func end() {
            broker.take(Publication(topic: "eztop/nas/status", payload: Array("offline".utf8)))
            output.yield(.ended(nil))
            output.finish()
        }
    }

    private struct State {
        var fault: BrokerFault?
        var links: [Link] = []
        var kept: [String: String] = [:]
        var messages = 0
        var orders: [BrokerOrder] = []
        var acknowledges = true
    }

    private let state: Mutex<State>

    init(fault: BrokerFault? = nil) { state = Mutex(State(fault: fault)) }

    var fault: BrokerFault? {
        get { state.withLock { $0.fault } }
        set { state.withLock { $0.fault = newValue } }
    }
    var acknowledges: Bool {
        get { state.withLock { $0.acknowledges } }
        set { state.withLock { $0.acknowledges = newValue } }
    }
    var attempts: Int { state.withLock { $0.links.count } }
    var kept: [String: String] { state.withLock { $0.kept } }
    var messages: Int { state.withLock { $0.messages } }
    var orders: [BrokerOrder] { state.withLock { $0.orders } }
    var link: Link? { state.withLock { $0.links.last } }

    func connect() -> Link {
        let link = Link(self)
        let fault = state.withLock { state in
            state.links.append(link)
            return state.fault
        }
        if let fault {
            link.output.yield(.ended(fault))
            link.output.finish()
        } else {
            link.output.yield(.connected)
        }
        return link
    }

    /// The connection breaks, and all that was kept is lost.
    func lose() {
        let link = state.withLock { state in
            state.kept = [:]
            return state.links.last
        }
        link?.output.yield(.ended(.lost(reason: "x")))
        link?.output.finish()
    }

    func take(_ message: Publication) {
        state.withLock { state in
            state.messages += 1
            state.kept[message.topic] = message.payload.isEmpty ? nil : String(decoding: message.payload, as: UTF8.self)
        }
    }

    func takeOrders(_ orders: [BrokerOrder]) { state.withLock { $0.orders += orders } }
}

@Suite("Publishing", .serialized, .heavy, .timeLimit(.minutes(1)))
struct PublisherTests {
    private let poller = FakePoller()
    private let clock = VirtualClock()

    private func publisher(_ fake: FakeBroker, actions: Bool = false, readOnly: Bool = false) -> MQTTPublisher {
        let broker = Broker.test(actions: actions), clock = clock
        return MQTTPublisher(
            broker, readOnly: readOnly, texts: .english, topics: Topics(broker), clock: clock,
            wait: {
                // Whether a connection stands that long is the test's own to say.
                if $0 == MQTTPublisher.rebuff { return await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
                clock.advance(by: $0)
                await Task.yield()
            }, password: { () throws(SecretFault) in nil }, connect: { _ in fake.connect() })
    }

    private func wait(_ what: String, until holds: () async -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while await !holds() {
            try #require(ContinuousClock.now < end, "\(what) did not come")
            await Task.yield()
        }
    }

    @Test(
        "a broker that is away for an hour is tried once a minute, said once, and told everything when it is back, and that is said"
    )
    func away() async throws {
        let fake = FakeBroker(fault: .unreachable(reason: "Connection refused"))
        let publisher = publisher(fake)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("an hour") { clock.now >= start.addingTimeInterval(3600) }
        let minutes = Int(clock.now.timeIntervalSince(start) / 60)
        #expect((minutes - 10...minutes + 10).contains(fake.attempts), "\(fake.attempts) in \(minutes) minutes")
        #expect(fake.messages == 0)
        await publisher.take(snapshot([camera("C1", encryption: .on)]), of: poller)
        fake.fault = nil
        try await wait("the newest state") { fake.kept["eztop/nas/C1_1/state"]?.contains(#""encryption":"on""#) == true }
        try await wait("words") { poller.news.count >= 2 }
        #expect(
            poller.news == [
                .failed(.unreachable(reason: "Connection refused"), broker: "mqtts://broker.lan:8883"),
                .publishing(broker: "mqtts://broker.lan:8883", topic: "eztop/nas"),
            ])
        #expect(fake.kept["eztop/nas/status"] == "online" && fake.kept.count == 5)
        await publisher.close()
        #expect(fake.kept["eztop/nas/status"] == "offline")
    }

    @Test("each kind of fault is said once, whatever its words")
    func kinds() async throws {
        let fake = FakeBroker(fault: .unwelcome)
        let publisher = publisher(fake)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("attempts") { fake.attempts > 5 }
        fake.fault = .insecure(reason: "certificate verify failed")
        try await wait("the next") { poller.news.count == 2 }
        #expect(poller.news.first == .failed(.unwelcome, broker: "mqtts://broker.lan:8883"))
        await publisher.close()
    }

    @Test(
        "a broker that has lost everything is told all anew; one that breaks off at once, again and again, may have another by that name"
    )
    func lost() async throws {
        let fake = FakeBroker()
        let publisher = publisher(fake)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("states") { fake.kept.count == 5 }
        clock.advance(by: 100)
        fake.lose()
        try await wait("states again") { fake.attempts == 2 && fake.kept.count == 5 }
        for attempt in 2...3 {
            fake.lose()
            try await wait("the next connection") { fake.attempts > attempt && fake.kept.count == 5 }
        }
        try await wait("words") { poller.news.contains(.failed(.ousted, broker: "mqtts://broker.lan:8883")) }
        await publisher.close()
    }

    @Test("what is on its way is bounded, also for a broker that never says that it has it")
    func bounded() async throws {
        let fake = FakeBroker()
        fake.acknowledges = false
        let publisher = publisher(fake)
        await publisher.take(snapshot((0..<1000).map { camera("C\($0)") }), of: poller)
        try await wait("messages") { fake.messages == 100 }
        for round in 1...20 { await publisher.take(snapshot((0..<1000).map { camera("C\($0)", name: "\(round)") }), of: poller) }
        #expect(fake.messages == 100)
        fake.acknowledges = true
        fake.link?.output.yield(.acknowledged(100))
        try await wait("all of them") { fake.kept.count == 4001 }
        try await wait("the newest of them") { fake.kept["eztop/nas/C7_1/state"]?.contains(#""name":"20""#) == true }
        await publisher.close()
    }

    @Test("what was left is listened for until all is told, and not longer")
    func inventory() async throws {
        let fake = FakeBroker()
        let publisher = publisher(fake)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("an end of it") { fake.orders.contains(.unsubscribe("homeassistant/+/eztop-nas/+/config")) }
        #expect(
            fake.orders.prefix(3) == [
                .subscribe("homeassistant/status", quality: 1), .subscribe("eztop/nas/+/state", quality: 0),
                .subscribe("homeassistant/+/eztop-nas/+/config", quality: 0),
            ])
        // Home Assistant comes back, and is told of all entities again.
        let before = fake.messages
        fake.link?.output.yield(.received(topic: "homeassistant/status", payload: "online", isRetained: true))
        fake.link?.output.yield(.received(topic: "homeassistant/status", payload: "online", isRetained: false))
        try await wait("entities") { fake.messages == before + 3 }
        await publisher.close()
    }

    @Test("a state of a run before is not told for one of now")
    func remembered() async throws {
        let fake = FakeBroker()
        let publisher = publisher(fake)
        await publisher.take(snapshot([camera("C1")], isWhole: false), of: poller)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("states") { fake.kept.count == 5 }
        #expect(fake.attempts == 1)
        await publisher.close()
    }

    @Test("an order is carried out once, what came of it is said, and the state is told again; another meanwhile is refused")
    func orders() async throws {
        let fake = FakeBroker()
        let publisher = publisher(fake, actions: true)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("states") { fake.kept.count == 5 }
        let topic = "eztop/nas/C1/encryption/set", before = fake.messages
        fake.link?.output.yield(.received(topic: topic, payload: "OFF", isRetained: true))
        fake.link?.output.yield(.received(topic: topic, payload: "OFF", isRetained: false))
        try await wait("the state") { fake.messages == before + 1 }
        #expect(poller.switched.map(\.0.serial) == ["C1"] && poller.switched.map(\.1) == [false])
        try await wait("words") { poller.news.last == .switched(serial: "C1", on: false) }
        poller.answers(.wantsCode(code: "20010", message: "MARKED"))
        fake.link?.output.yield(.received(topic: topic, payload: "OFF", isRetained: false))
        try await wait("words") { poller.news.last == .notSwitched(serial: "C1", on: false, .wantsCode) }
        var pending = camera("C1")
        pending.pendingEncryption = PendingEncryption(expected: .off, since: start)
        await publisher.take(snapshot([pending, camera("C2")]), of: poller)
        try await wait("the new one") { fake.kept["eztop/nas/C2_1/state"] != nil }
        fake.link?.output.yield(.received(topic: topic, payload: "ON", isRetained: false))
        try await wait("words") { poller.news.last == .notSwitched(serial: "C1", on: true, .busy) }
        #expect(poller.switched.count == 2)
        await publisher.close()
    }

    @Test("with read_only nobody is listened to")
    func readOnly() async throws {
        let fake = FakeBroker()
        let publisher = publisher(fake, actions: true, readOnly: true)
        await publisher.take(snapshot([camera("C1")]), of: poller)
        try await wait("states") { fake.kept.count == 5 }
        fake.link?.output.yield(.received(topic: "eztop/nas/C1/encryption/set", payload: "OFF", isRetained: false))
        fake.link?.output.yield(.received(topic: "homeassistant/status", payload: "online", isRetained: false))
        let before = fake.messages
        try await wait("the answer to what came after it") { fake.messages >= before }
        #expect(poller.switched.isEmpty && !fake.orders.contains(.subscribe("eztop/nas/+/encryption/set", quality: 1)))
        #expect(fake.kept["homeassistant/binary_sensor/eztop-nas/C1-encryption/config"] != nil)
        await publisher.close()
    }

    @Test("a secret is in no word of the log")
    func words() {
        #expect(
            "\(BrokerLogin(address: BrokerAddress("mqtts://u@h")!, password: Secret("MARKED"), client: "c"))".contains("MARKED")
                == false)
    }
}
