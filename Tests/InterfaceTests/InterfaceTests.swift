import DeviceService
import Dispatch
import Fleet
import FoundationEssentials
import HTTP
import Synchronization
import Testing

@testable import Interface
@testable import Sharing

@Suite("The interface, by itself")
struct InterfaceTests {
    private func answer(_ interface: Interface, _ path: String, every interval: TimeInterval = 30) async -> Outgoing {
        let service = DeviceService(ServiceSettings(accounts: [], interval: interval)) { _ in
            fatalError("no account has a platform")
        }
        let view = PollerView(
            service: service, snapshot: Snapshot(poll: PollState(interval: interval, configuredInterval: interval)),
            poller: Poller(process: 1, since: Date()), isReadOnly: false, fronts: [])
        return await interface.answer(Incoming(method: "GET", path: path), of: view, through: .own)
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
