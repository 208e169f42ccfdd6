import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import Synchronization
import Testing
import Vocabulary

@testable import Interface
@testable import Sharing

@Suite("The interface, by itself")
struct InterfaceTests {
    private func answer(
        _ interface: Interface, _ path: String, every interval: TimeInterval = 30, through entrance: Entrance = .own,
        from peer: String? = nil
    ) async -> Outgoing {
        let service = DeviceService(ServiceSettings(accounts: [], interval: interval)) { _ in
            fatalError("no account has a platform")
        }
        let view = PollerView(
            service: service, snapshot: Snapshot(poll: PollState(interval: interval, configuredInterval: interval)),
            poller: Poller(process: 1, since: Date()), isReadOnly: false, fronts: [])
        let request = Incoming(
            method: "GET", path: path, headers: [Header("Host", "a:1")], address: peer.flatMap(PeerAddress.init))
        return await interface.answer(request, of: view, through: entrance)
    }

    @Test("who asks for events once whoever polled has given that up gets a stream that is over", arguments: [true, false])
    func closed(isEager: Bool) async throws {
        let interface = Interface(version: "eztop 1", isEager: isEager, report: nil)
        guard case .stream(let open) = await answer(interface, "/v1/events").body else {
            Issue.record("no stream")
            return
        }
        #expect(open.send(Data("x".utf8)))
        await interface.close()
        #expect(!open.send(Data("x".utf8)))
        guard case .stream(let late) = await answer(interface, "/v1/events").body else {
            Issue.record("no stream")
            return
        }
        #expect(!late.send(Data("x".utf8)))
    }

    @Test("four reports are made or wait; the fifth is answered at once, with when to come again")
    func manyReports() async {
        let gate = DispatchSemaphore(value: 0)
        let interface = Interface(version: "eztop 1", isEager: false) { _, _, _ throws(Interface.ReportFault) in
            gate.wait()
            throw .since
        }
        await withTaskGroup(of: Outgoing.self) { group in
            for _ in 0..<5 { group.addTask { await answer(interface, "/v1/report") } }
            let first = await group.next()
            #expect(first?.status == 503)
            #expect(first?.headers.contains(Header("Retry-After", "30")) == true)
            for _ in 0..<4 { gate.signal() }
            for await other in group { #expect(other.status == 400) }
        }
        gate.signal()
        #expect(await answer(interface, "/v1/report").status == 400, "and there is a place again")
    }

    @Test("who may only look takes no report's place of the user's own")
    func ownReports() async {
        let gate = DispatchSemaphore(value: 0)
        let interface = Interface(version: "eztop 1", isEager: false) { _, _, _ throws(Interface.ReportFault) in
            gate.wait()
            throw .since
        }
        await withTaskGroup(of: Outgoing.self) { group in
            for _ in 0..<5 { group.addTask { await answer(interface, "/v1/report", through: .local(.look)) } }
            for _ in 0..<3 { #expect(await group.next()?.status == 503) }
            async let own = answer(interface, "/v1/report")
            for _ in 0..<3 { gate.signal() }
            #expect(await own.status == 400)
            for await other in group { #expect(other.status == 400) }
        }
    }

    @Test(
        "of open metrics one address of the network has two readings, and gives up its own oldest for a third; others have theirs"
    )
    func openMetrics() async throws {
        let interface = Interface(version: "eztop 1", isEager: false, report: nil)
        let network = Entrances.Network(
            host: "0.0.0.0", port: 1, token: Secret("t"), right: .look, opensMetrics: true, hosts: ["a:1"],
            proxies: ["192.0.2.9"],
            liveKey: Secret("k"), publicURL: nil)
        func scrape(_ peer: String) async -> BodyStream? {
            let answer = await answer(interface, "/metrics", through: .network(network, address: "0.0.0.0:1"), from: peer)
            guard answer.status == 200, case .stream(let body) = answer.body else { return nil }
            return body
        }
        var readings: [BodyStream] = []
        for _ in 0..<20 { readings.append(try #require(await scrape("192.0.2.1"))) }
        let other = await scrape("192.0.2.2"), own = await answer(interface, "/metrics")
        #expect(other != nil && own.status == 200)
        // Behind a proxy there are many; it has what is left.
        for _ in 0..<5 { #expect(await scrape("192.0.2.9") != nil) }
        #expect(await scrape("192.0.2.9") == nil)
        _ = readings
    }

    @Test("a report is made with the interval that is in force when it is asked for")
    func report() async {
        let asked = Mutex<[TimeInterval]>([])
        let interface = Interface(version: "eztop 1", isEager: false) { _, _, interval throws(Interface.ReportFault) in
            asked.withLock { $0.append(interval) }
            throw .since
        }
        for interval in [30.0, 5] { #expect(await answer(interface, "/v1/report", every: interval).status == 400) }
        #expect(asked.withLock { $0 } == [30, 5])
    }
}
