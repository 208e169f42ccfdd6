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

@Suite("Commands beside the one that polls", .timeLimit(.minutes(1)))
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
}
