import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import System
import TestSupport
import Testing
import Vocabulary

@testable import Sharing

@Suite("Commands beside the one that polls", .serialized, .heavy, .timeLimit(.minutes(1)))
struct CommandServiceTests {
    @Test(
        "a command asks the one that polls, for what is not fresh alone; --fresh has everything asked; each counts what it caused"
    )
    func commands() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller()
        func poll(_ command: CommandService, addresses: Bool = true) async -> Snapshot {
            let snapshot = await command.pollOnce(addresses: addresses)
            await command.stop()
            return snapshot
        }
        let before = house.calls
        let known = await poll(house.command())
        #expect(known.cameras.filter { $0.live?.value.address != nil }.count == 10)
        #expect(known.accounts[0].calls == 0)
        #expect(house.calls == before)
        let lists = house.cloud.calls["/api/lapp/device/list"]
        let fresh = await poll(house.command(isFresh: true), addresses: false)
        #expect(fresh.accounts[0].calls > 5)
        #expect(fresh.accounts[0].calls == house.calls - before)
        #expect(house.cloud.calls["/api/lapp/device/list"] == lists.map { $0 + 1 })
        let special = await poll(house.command(life: 600))
        let ends = special.cameras.compactMap { $0.live?.value.address?.expires?.timeIntervalSinceNow }
        #expect(ends.count == 10)
        #expect(ends.allSatisfy { $0 < 700 })
        // Of the life that the poller's have, those that are known do, unless all are to be new.
        var addresses: Int { house.cloud.calls["/api/lapp/v2/live/address/get"] ?? 0 }
        let made = addresses
        _ = await poll(house.command(life: house.settings().addressLife))
        // One of them has none.
        #expect(addresses <= made + 1)
        _ = await poll(house.command(isFresh: true, life: house.settings().addressLife))
        #expect(addresses >= made + 10)
        let camera = CameraID(device: device("C69625501"), channel: 1)
        func address(_ command: CommandService) async -> Result<LiveAddress, ServiceError> {
            let address = await command.address(of: camera, liveProtocol: .hls, quality: .hd, life: nil, minimumLeft: 60)
            await command.stop()
            return address
        }
        let asked = house.calls
        let one = try await address(house.command()).get()
        #expect(house.calls == asked)
        let other = try await address(house.command(isFresh: true)).get()
        #expect(house.calls == asked + 1 && other != one)
        await first.service.stop()
        // Nobody polls any more: the command does it all.
        let alone = await poll(house.command(), addresses: false)
        #expect(alone.isKnown)
        #expect(alone.accounts[0].calls > 0)
    }

    @Test(
        "a command tells nothing old: beside a poller that is paused it has the lists asked, and what does not answer is no row")
    func stale() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front(house.settings(interval: 0.2))
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        // By somebody else than the commands, whose going must not end it.
        await first.service.setPaused(true, by: 1)
        #expect(await first.seen.first { $0.poll.paused && !$0.poll.polling } != nil)
        let lists = house.cloud.calls["/api/lapp/device/list"]
        var snapshot = Snapshot()
        // Until what is known is too old.
        while house.cloud.calls["/api/lapp/device/list"] == lists {
            let command = house.command()
            snapshot = await command.pollOnce(addresses: false)
            await command.stop()
        }
        #expect(snapshot.cameras.count == 15)
        #expect(snapshot.cameras.allSatisfy { $0.encryption != nil })

        house.cloud.stop()
        repeat {
            let command = house.command()
            snapshot = await command.pollOnce(addresses: false)
            await command.stop()
        } while !snapshot.cameras.isEmpty
        #expect(snapshot.accounts[0].trouble != nil)
        #expect(snapshot.accounts[0].lastAnswer == nil)
        await first.service.stop()
    }

    @Test(
        "an account that does not answer has no rows, new as they still are to those who look on, channels of recorders neither")
    func unanswered() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller()
        house.cloud.stop()
        let command = house.command(isFresh: true)
        let snapshot = await command.pollOnce(addresses: true)
        await command.stop()
        #expect(snapshot.cameras.isEmpty)
        #expect(snapshot.accounts[0].lastAnswer == nil)
        guard case .unreachable? = snapshot.accounts[0].trouble else {
            Issue.record("\(String(describing: snapshot.accounts[0].trouble))")
            return
        }
        await first.service.stop()
    }

    @Test(
        "what went wrong with the lists of others is none of a command's that asks for one kind alone", arguments: [false, true])
    func others(fromTheStart: Bool) async throws {
        let house = try House()
        defer { house.cloud.stop() }
        func fail() {
            for list in ["device/list", "camera/list"] {
                #expect(house.cloud.change(.fail(with: Fault(path: "/api/lapp/" + list, code: "10017"))))
            }
        }
        if fromTheStart { fail() }
        let first = house.front()
        await first.service.start()
        if !fromTheStart {
            #expect(await first.seen.first { $0.isKnown } != nil)
            fail()
            await first.service.refreshAll()
        }
        #expect(await first.seen.first { $0.accounts[0].listTroubles?.count == 2 && !$0.poll.polling } != nil)
        for (isFresh, sources) in [(false, [Source.hosted]), (true, [.hosted]), (true, [.own])] {
            let command = house.command(sources: sources, isFresh: isFresh)
            let snapshot = await command.pollOnce(addresses: false)
            await command.stop()
            let account = try #require(snapshot.accounts.first)
            #expect(snapshot.cameras.isEmpty == (sources == [.own]))
            #expect(snapshot.cameras.allSatisfy { $0.source == .hosted })
            #expect((account.trouble == nil && account.complete) == (sources == [.hosted]))
            #expect((account.lastAnswer == nil) == (sources == [.own]))
        }
        await first.service.stop()
    }

    @Test("while a limit refuses new addresses those that hold are handed out, whichever camera before them has none")
    func kept() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller()
        let had = try #require(await first.seen.newest).cameras.compactMap { camera in
            camera.live?.value.address.map { (id: camera.id, address: $0) }
        }
        #expect(had.count > 5)
        house.cloud.change(.fail(with: Fault(path: "/api/lapp/v2/live/address/get", code: "10007")))
        let withdrawn = try #require(had.first)
        _ = await first.service.withdraw(try #require(LiveAddress.urlID(in: withdrawn.address.url)), of: withdrawn.id)
        for handsOut in [false, true] {
            let command = house.command(isFresh: true, handsOut: handsOut)
            let snapshot = await command.pollOnce(addresses: true)
            await command.stop()
            for (id, address) in had {
                let known = snapshot.cameras.first { $0.id == id }?.live?.value
                let isHandedOut = handsOut && id != withdrawn.id
                #expect(known?.address == (isHandedOut ? address : nil), "\(id)")
                #expect((known?.fault?.code == "10007") == !isHandedOut, "\(id)")
            }
        }
        await first.service.stop()
    }

    /// What a command says of a poll, by its rows and by its exit code.
    private struct Said: Hashable {
        struct Row: Hashable {
            var id: CameraID
            var name: String
            var model: String
            var status: Status?
            var encryption: Encryption?
            var live: LiveState
        }

        var rows: [Row]
        var troubles: [ServiceError?]
        var deviceTroubles: [[String: ServiceError]?]
        var isComplete: Bool
        var isNothing: Bool

        init(_ snapshot: Snapshot) {
            rows = snapshot.cameras.map { camera in
                let live = camera.liveState(at: Date())
                return Row(
                    id: camera.id, name: camera.name, model: camera.model, status: camera.status?.value,
                    encryption: camera.encryption?.value,
                    live: live.isSameKind(as: .ready(expires: nil)) ? .ready(expires: nil) : live)
            }
            troubles = snapshot.accounts.map(\.trouble)
            deviceTroubles = snapshot.accounts.map(\.deviceTroubles)
            isComplete = snapshot.accounts.allSatisfy(\.complete)
            isNothing = snapshot.cameras.isEmpty && snapshot.accounts.allSatisfy { $0.lastAnswer == nil }
        }
    }

    /// Calls, and the codes that they are refused with: what a right stands in the way of is no fault of a recorder's channels.
    private static let refusals = [
        ("/api/lapp/device/list", ["10031", "49999"]), ("/api/lapp/camera/list", ["10031", "49999"]),
        ("/api/lapp/trust/device/list", ["10031", "49999"]), ("/api/lapp/device/info", ["10031", "49999"]),
        ("/api/lapp/device/camera/list", ["49999", "20007"]), ("/api/v3/open/device/metadata/channel/status", ["49999"]),
    ]

    @Test("where one call is refused, a command says the same beside the one that polls as alone: of every kind of camera")
    func refused() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        func recorder(_ serial: String, encrypted: Bool, hosted: Bool) -> SimulatedDevice {
            SimulatedDevice(
                serial: serial, name: "NVR", model: "DS-7604N", encrypted: encrypted,
                channels: (1...3).map { SimulatedChannel(number: $0, name: "CH \($0)", status: $0 == 2 ? 0 : nil) },
                hosting: hosted ? Hosting() : nil)
        }
        for (serial, encrypted, hosted) in [
            ("E71820901", false, false), ("E71820902", true, false), ("G55512901", false, true), ("G55512902", true, true),
        ] { house.cloud.change(.add(device: recorder(serial, encrypted: encrypted, hosted: hosted))) }
        func poller() async throws -> (service: SharedService, seen: Watcher) {
            let front = house.front()
            await front.service.start()
            let rows = try #require(await front.seen.first { $0.cameras.count == 27 && $0.accounts[0].lastAnswer != nil })
            await front.service.show(rows.cameras.map(\.id))
            _ = try #require(
                await front.seen.first { snapshot in
                    snapshot.accounts[0].openDevices == nil && snapshot.cameras.allSatisfy { $0.encryption != nil }
                })
            return front
        }
        // What was said of channels is remembered.
        await (try await poller()).service.stop()
        let first = try await poller()
        func says(_ command: CommandService, _ addresses: Bool) async -> Said {
            let said = Said(await command.pollOnce(addresses: addresses))
            await command.stop()
            return said
        }
        for (call, code) in Self.refusals.flatMap({ call, codes in codes.map { (call, $0) } }) {
            house.cloud.change(.fail(with: Fault(path: call, code: code)))
            // A list that was being read when all was asked for is not read twice.
            var refused: Snapshot?
            for _ in 0..<5 where refused == nil {
                await first.service.refreshAll()
                refused = await first.seen.first(within: 5) { snapshot in
                    !snapshot.poll.polling && (snapshot.accounts[0].trouble != nil || snapshot.accounts[0].openDevices != nil)
                }
            }
            try #require(refused != nil, "\(call) was not refused")
            for (addresses, sources) in [
                (true, [Source.own, .hosted]), (false, [.own, .hosted]), (true, [.own]), (true, [.hosted]),
            ] {
                let alone = await says(house.command(sources: sources, isAlone: true), addresses)
                for isFresh in [false, true] {
                    let beside = await says(house.command(sources: sources, isFresh: isFresh), addresses)
                    #expect(beside == alone, "\(call) \(code) \(addresses) \(sources) \(isFresh)")
                }
            }
            let short = await says(house.command(life: 600), true)
            #expect(await says(house.command(isAlone: true), true) == short, "\(call) \(code), addresses of ten minutes")
            house.cloud.change(.clearFaults)
            await first.service.refreshAll()
            _ = try #require(
                await first.seen.first { $0.accounts[0].trouble == nil && $0.accounts[0].openDevices == nil },
                "\(call) did not come again")
        }
        await first.service.stop()
    }
}
