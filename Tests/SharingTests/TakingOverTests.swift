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

@Suite("Who polls next", .serialized, .heavy, .timeLimit(.minutes(1)))
struct TakingOverTests {
    @Test("serve has the place of whoever polls, and of nobody else; the others follow it, and nothing is asked twice")
    func precedence() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller(), second = house.front(), other = house.front(nil, .watch)
        for front in [second, other] {
            await front.service.start()
            #expect(await front.seen.first { $0.isAttached } != nil)
        }
        let before = house.calls
        let serve = house.front(nil, .serve)
        await serve.service.start()
        #expect(await serve.seen.first { $0.isQuiet && $0.poll.poller == nil } != nil)
        for front in [first, second, other] {
            #expect(await front.seen.first { $0.isAttached && $0.poll.poller?.isService == true } != nil)
        }
        // Whoever takes over asks its lists.
        #expect(house.calls == before + 3)
        #expect(await first.seen.newest?.camera("C69625501")?.live?.value.address != nil)

        // A second one has nothing to do, and is told who does it.
        let late = house.front(nil, .serve)
        await late.service.start()
        #expect(await late.seen.first { $0.poll.poller?.isService == true } != nil)
        await late.service.stop()
        await serve.service.stop()
        #expect(await first.seen.first { $0.isKnown && $0.poll.poller?.isService != true } != nil)
        for front in [first, second, other] { await front.service.stop() }
    }

    @Test("serve has the place of one with other accounts too, which stands alone then; one that has only a part follows")
    func precedenceOverStrangers() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let stranger = house.front(house.settings("shop", key: "another")), part = house.front(house.settings(sources: [.own]))
        await stranger.service.start()
        #expect(await stranger.seen.first { $0.accounts.first?.trouble != nil } != nil)
        await part.service.start()
        #expect(await part.seen.first { $0.poll.aloneness == .otherAccounts(process: ProcessIdentity.own) } != nil)
        let serve = house.front(nil, .serve)
        await serve.service.start()
        #expect(await serve.seen.first { $0.isKnown && $0.poll.poller == nil && $0.poll.aloneness == nil } != nil)
        #expect(await stranger.seen.first { $0.poll.aloneness == .otherAccounts(process: ProcessIdentity.own) } != nil)
        #expect(await part.seen.first(within: 20) { $0.poll.poller?.isService == true } != nil)
        for front in [part, stranger, serve] { await front.service.stop() }
    }

    @Test("serve goes on with other accounts and keeps its place") func otherAccounts() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let serve = house.front(house.settings(sources: [.own]), .serve)
        await serve.service.start()
        #expect(await serve.seen.first { $0.accounts.first?.lastAnswer != nil } != nil)
        let front = house.front()
        await front.service.start()
        #expect(await front.seen.first { $0.poll.aloneness != nil } != nil)
        await serve.service.begin(anewWith: house.settings())
        #expect(await serve.seen.first { $0.isKnown && $0.poll.poller == nil } != nil)
        #expect(await front.seen.first(within: 20) { $0.isAttached && $0.poll.poller?.isService == true } != nil)
        for front in [front, serve] { await front.service.stop() }
    }

    @Test("what comes, is renamed or goes between the last poll of one and the first of the next is told by the next, once")
    func comingsBetween() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller(), second = house.front()
        await second.service.start()
        #expect(await second.seen.first { $0.isAttached } != nil)
        // Nobody asks any more but whoever takes over.
        await first.service.setInterval(3600, by: 0)
        #expect(await second.seen.first { $0.poll.configuredInterval == 3600 && !$0.poll.polling } != nil)
        house.cloud.change(.add(device: SimulatedDevice(serial: "C69625999", name: "Neu", model: "CS-C6N")))
        house.cloud.change(.rename(serial: "C69625501", name: "Anders"))
        await first.service.stop()
        let told = await second.seen.first(within: 10) { snapshot in
            snapshot.events.contains { $0.what == .appeared && $0.camera?.serial == "C69625999" }
                && snapshot.events.contains { if case .renamed(_, "Anders") = $0.what { true } else { false } }
        }
        #expect(told != nil)
        #expect(told?.events.count { if case .appeared = $0.what { true } else { false } } == 1)
        await second.service.stop()
    }

    @Test(
        "the one that polls goes, again and again: the next goes on with rows, addresses, calls and events, and no frame is empty"
    )
    func takingOver() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        var fronts = [try await house.poller(), house.front(), house.front()]
        for front in fronts.dropFirst() {
            await front.service.start()
            #expect(await front.seen.first { $0.isAttached } != nil)
        }
        let address = try await fronts[1].service.address(of: id("C69625501"), minimumLeft: 60).get()
        for round in 0..<4 {
            let told = await fronts[1].seen.newest?.accounts[0].callsToday ?? 0
            let before = house.calls
            let gone = fronts.removeFirst()
            var heard: [Int] = []
            for front in fronts { heard.append(await front.seen.newest?.events.last?.number ?? 0) }
            if round % 2 == 0 { await gone.service.stop() } else { await gone.service.goAway() }
            // One of the two polls, and the other sees it do so.
            var poller: Int?
            for _ in 0..<2 where poller == nil {
                for (place, front) in fronts.enumerated() {
                    if await front.seen.first(within: 2, { $0.poll.poller == nil && $0.isQuiet }) != nil { poller = place }
                }
            }
            let place = try #require(poller, "nobody polls in round \(round)")
            let now = await fronts[place].seen.first { $0.accounts[0].callsToday > told && !$0.poll.polling }
            #expect(now?.isKnown == true)
            #expect(now?.events.last?.number ?? 0 > heard[place])
            #expect(try await fronts[1 - place].service.address(of: id("C69625501"), minimumLeft: 60).get() == address)
            #expect(house.calls == before + 3)
            if round % 2 == 0 {
                let next = house.front()
                await next.service.start()
                fronts.append(next)
            } else {
                await gone.service.comeBack()
                fronts.append(gone)
            }
            #expect(await fronts[2].seen.first { $0.isAttached } != nil)
            if place == 1 { fronts.swapAt(0, 1) }
        }
        for front in fronts { await front.service.stop() }
    }

    @Test("one that was stopped as a job and comes back alone goes on as it polled") func back() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let front = house.front()
        await front.service.start()
        #expect(await front.seen.first { $0.isKnown } != nil)
        await front.service.setInterval(7, by: ProcessIdentity.own)
        #expect(await front.seen.first { $0.poll.configuredInterval == 7 } != nil)
        await front.service.goAway()
        await front.service.comeBack()
        await front.service.setPaused(true, by: ProcessIdentity.own)
        let paused = await front.seen.first { $0.poll.paused }
        #expect(paused?.poll.configuredInterval == 7)
        await front.service.goAway()
        await front.service.comeBack()
        await front.service.setInterval(8, by: ProcessIdentity.own)
        let slower = await front.seen.first { $0.poll.configuredInterval == 8 }
        #expect(slower?.poll.paused == true)
        await front.service.stop()
    }

    @Test(
        "a pause is its front's: it lasts over an interval that another one sets and over a take-over, and no longer than the front"
    )
    func pausedBy() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let service = DeviceService(house.settings()) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        let other = Int(getppid())
        await service.setPaused(true, by: other)
        await service.setInterval(7, by: ProcessIdentity.own)
        await service.endPause(unlessOf: [other])
        #expect(await service.snapshot.poll.paused)
        let poll = await service.snapshot.poll
        await service.endPause(unlessOf: [ProcessIdentity.own])
        #expect(await !service.snapshot.poll.paused)
        await service.stop()

        let next = DeviceService(house.settings(interval: 20)) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        await next.goOn(as: poll)
        #expect(await next.snapshot.poll.pausedBy == other)
        #expect(await next.snapshot.poll.configuredInterval == 7)
        // The one that polled had paused it itself, and has gone.
        var last = poll
        last.poller = Poller(process: other, since: Date())
        last.steeredInterval = nil
        await next.goOn(as: last)
        #expect(await !next.snapshot.poll.paused)
        // Or gave its place up, and stays.
        await next.goOn(as: last, isLeft: true)
        #expect(await next.snapshot.poll.paused)
        await next.stop()
        let own = DeviceService(house.settings(interval: 20)) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        await own.goOn(as: last)
        #expect(await own.snapshot.poll.configuredInterval == 20, "what another one's file says is not this one's interval")
        await own.stop()
    }

    @Test("whoever tidies up the folder ends nothing: the socket is put back, and of two locks one is held")
    func tidied() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller(), second = house.front()
        await second.service.start()
        #expect(await second.seen.first { $0.isAttached } != nil)
        unlink(house.place.socket)
        // The one that polls finds out when it has something to tell.
        await first.service.refreshAll()
        #expect(await first.seen.first { _ in house.place.hasSocket } != nil)
        await second.service.refreshAll()
        #expect(await second.seen.first { $0.isAttached && $0.poll.aloneness == nil } != nil)

        unlink(house.folder.path + "/state/eztop.lock")
        let third = house.front()
        await third.service.start()
        #expect(await third.seen.first { $0.isKnown && $0.poll.poller == nil } != nil)
        await first.service.refreshAll()
        await third.service.refreshAll()
        #expect(await first.seen.first { $0.isAttached } != nil)
        for front in [first, second, third] { await front.service.stop() }
    }
}
