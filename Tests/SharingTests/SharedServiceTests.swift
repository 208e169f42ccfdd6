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

/// Fronts of one user, over a simulated cloud.
struct House {
    let cloud: CloudSimulator
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        cloud = try CloudSimulator()
    }

    var place: MeetingPlace { MeetingPlace(folder: folder.path + "/state") }

    func settings(
        _ name: String = "home", key: String? = nil, sources: [Source] = [.own, .hosted], interval: TimeInterval = 30
    ) -> ServiceSettings {
        var settings = ServiceSettings(
            accounts: [
                AccountSettings(
                    name: name, base: Base(url: cloud.base, overseas: false), appKey: key ?? cloud.credentials.appKey,
                    appSecret: Secret(cloud.credentials.appSecret), sources: sources)
            ],
            interval: interval, cacheDirectory: folder.path + "/cache", stateFile: StateFile(folder: folder.path + "/state"))
        settings.keepsCameras = true
        return settings
    }

    func front(
        _ settings: ServiceSettings? = nil, _ kind: FrontKind = .dashboard, version: String = "eztop 1"
    ) -> (service: SharedService, seen: Watcher) {
        let service = SharedService(settings ?? self.settings(), kind, version: version, at: place) { settings, last in
            let known = settings.stateFile?.load(settings.accounts.map(\.identity), at: Date()) ?? Remembered()
            return DeviceService(settings, remembered: known, after: last) {
                OpenPlatformClient(transport: CurlTransport(), observe: $0)
            }
        }
        return (service, Watcher(service.snapshots))
    }

    func command(
        sources: [Source] = [.own, .hosted], isFresh: Bool = false, life: TimeInterval? = nil,
        said: @escaping @Sendable (Aloneness) -> Void = { _ in }
    ) -> CommandService {
        let settings = settings(sources: sources)
        return CommandService(settings, version: "eztop 1", at: place, isFresh: isFresh, addressLife: life, say: said) {
            DeviceService(settings) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        }
    }

    /// A front that polls, with all rows on its screen, once everything has been asked that is asked by itself.
    func poller() async throws -> (service: SharedService, seen: Watcher) {
        let front = front()
        await front.service.start()
        let rows = try #require(await front.seen.first { $0.isKnown }, "no rows")
        await front.service.show(rows.cameras.map(\.id))
        _ = try #require(await front.seen.first { $0.isQuiet }, "not quiet")
        return front
    }

    var calls: Int { cloud.calls.values.reduce(0, +) }
}

extension Snapshot {
    fileprivate func camera(_ serial: String) -> Camera? { cameras.first { $0.id.serial == serial } }
    fileprivate var isKnown: Bool {
        cameras.count == 15 && cameras.allSatisfy { $0.status != nil }
            && accounts.allSatisfy { $0.lastAnswer != nil }
    }
    /// Nothing is left to be asked.
    fileprivate var isQuiet: Bool {
        isKnown && !poll.polling
            && cameras.allSatisfy { camera in
                camera.encryption != nil && camera.asking == nil && (!camera.mayBeAsked || camera.live != nil)
                    && (camera.status?.value != .online || camera.capacity != nil)
            }
    }
    fileprivate var isAttached: Bool { isKnown && poll.poller != nil }
}

private func device(_ serial: String, _ account: String = "home") -> DeviceID { DeviceID(account: account, serial: serial) }
private func id(_ serial: String, _ channel: Int? = 1, _ account: String = "home") -> CameraID {
    CameraID(account: account, serial: serial, channel: channel)
}

@Suite("One poller for all that look", .serialized, .heavy, .timeLimit(.minutes(1)))
struct SharedServiceTests {
    @Test("three fronts make the calls of one; each sees who polls, and does what it wants through it") func three() async throws
    {
        let house = try House()
        defer { house.cloud.stop() }
        let first = try await house.poller()
        let second = house.front(), third = house.front(nil, .watch)
        let before = house.calls
        await second.service.start()
        await third.service.start()
        let seen = await second.seen.first { $0.isAttached }
        #expect(seen?.poll.poller?.process == ProcessIdentity.own)
        #expect(seen?.cameras == (await first.seen.newest)?.cameras)
        #expect(await third.seen.first { $0.isAttached } != nil)
        #expect(house.calls == before)

        // An address is asked once, whoever wants it; a lift is seen by all.
        let address = try await second.service.address(of: id("C69625501"), minimumLeft: 60).get()
        #expect(try await third.service.address(of: id("C69625501"), minimumLeft: 60).get() == address)
        #expect(house.calls == before)
        let lift = await second.service.switchEncryption(
            device("C69625504"), on: false, validateCode: Secret("ABCDEF"), life: nil)
        #expect(lift == .done)
        #expect(await first.seen.first { $0.camera("C69625504")?.encryption?.value == .off } != nil)
        #expect(await third.seen.first { $0.camera("C69625504")?.lifted != nil } != nil)
        guard case .success(let report) = await third.service.check(id("C69625501")) else {
            Issue.record("no check came back")
            return
        }
        if case .playing = report.answer {} else { Issue.record("\(report.answer)") }
        let picture = try await second.service.capture(id("C69625501")).get()
        #expect(picture.starts(with: [0xFF, 0xD8]))

        // What one sets holds for all, and the others are told who it was.
        await second.service.setPaused(true, by: ProcessIdentity.own)
        #expect(await first.seen.first { $0.poll.paused } != nil)
        #expect(await third.seen.first { $0.poll.paused } != nil)
        for front in [second, third, first] { await front.service.stop() }
    }

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

    @Test("an interval that an attached front's file has from now on holds for all") func anotherFile() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front(nil, .watch), second = house.front()
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        await second.service.start()
        #expect(await second.seen.first { $0.isAttached } != nil)
        await second.service.adopt(house.settings(interval: 20))
        #expect(await first.seen.first { $0.poll.configuredInterval == 20 } != nil)
        await second.service.stop()
        await first.service.stop()
    }

    @Test("rows on any screen have their addresses asked, and no longer once that front has gone") func shown() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front(), second = house.front()
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        await second.service.start()
        #expect(await second.seen.first { $0.isAttached } != nil)
        await second.service.show([id("C69625501")])
        #expect(await first.seen.first { $0.camera("C69625501")?.live?.value.address != nil } != nil)
        #expect(await second.seen.first { $0.camera("C69625501")?.live?.value.address != nil } != nil)
        await second.service.stop()
        await first.service.stop()
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

    @Test("accounts are known by key and host, whatever they are called; a part of them attaches, others stand alone")
    func accounts()
        async throws
    {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front()
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        let renamed = house.front(house.settings("haus", sources: [.own]))
        await renamed.service.start()
        let seen = await renamed.seen.first { $0.poll.poller != nil && !$0.cameras.isEmpty }
        #expect(seen?.accounts.map(\.id) == ["haus"])
        #expect(seen?.cameras.allSatisfy { $0.source == .own && $0.id.account == "haus" } == true)
        let outcome = await renamed.service.switchEncryption(
            device("C69625504", "haus"), on: false, validateCode: Secret("ABCDEF"), life: nil)
        #expect(outcome == .done)
        let stranger = house.front(house.settings("shop", key: "another"))
        await stranger.service.start()
        let alone = await stranger.seen.first { $0.poll.aloneness != nil }
        #expect(alone?.poll.aloneness == .otherAccounts(process: ProcessIdentity.own))
        #expect(alone?.poll.poller == nil)
        for front in [stranger, renamed, first] { await front.service.stop() }
    }

    @Test("one key in two accounts, its own cameras and the hosted ones: whoever has it so, or as one, is the same")
    func splitKey() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        var split = house.settings("mine", sources: [.own])
        split.accounts.append(house.settings("theirs", sources: [.hosted]).accounts[0])
        let first = house.front(split), same = house.front(split)
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        await same.service.start()
        let seen = await same.seen.first { $0.isAttached }
        #expect(Set(seen?.cameras.map(\.id.account) ?? []) == ["mine", "theirs"])
        await first.service.stop()
        #expect(await same.seen.first { $0.isKnown && $0.poll.poller == nil } != nil)
        await same.service.stop()

        let whole = try await house.poller(), parts = house.front(split)
        await parts.service.start()
        let rows = await parts.seen.first { $0.isAttached }
        #expect(rows?.accounts.map(\.id) == ["mine", "theirs"])
        #expect(rows?.cameras.allSatisfy { $0.id.account == ($0.source == .own ? "mine" : "theirs") } == true)
        let lift = await parts.service.switchEncryption(
            device("C69625504", "mine"), on: false, validateCode: Secret("ABCDEF"), life: nil)
        #expect(lift == .done)
        await parts.service.stop()
        await whole.service.stop()
    }

    @Test("another version stands alone, says so, and polls for all once the other one has gone") func version() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let old = house.front(version: "eztop 1"), new = house.front(version: "eztop 2")
        await old.service.start()
        #expect(await old.seen.first { $0.isKnown } != nil)
        await new.service.start()
        let alone = await new.seen.first { $0.isKnown && $0.poll.aloneness != nil }
        #expect(alone?.poll.aloneness == .otherVersion("eztop 1", process: ProcessIdentity.own))
        await old.service.stop()
        #expect(await new.seen.first { $0.poll.aloneness == nil && $0.poll.poller == nil } != nil)
        let third = house.front(version: "eztop 2")
        await third.service.start()
        #expect(await third.seen.first { $0.isAttached } != nil)
        for front in [third, new] { await front.service.stop() }
    }

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
        "what was lifted for a time is put back though the one that polls may only look, once a front is there that may do more")
    func restoring() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        var looking = house.settings()
        looking.restores = false
        let first = house.front(looking)
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        let second = house.front()
        await second.service.start()
        #expect(await second.seen.first { $0.isAttached } != nil)
        let lift = await second.service.switchEncryption(
            device("C69625504"), on: false, validateCode: Secret("ABCDEF"), life: 0.1)
        #expect(lift == .done)
        #expect(await second.seen.first { $0.camera("C69625504")?.encryption?.value == .off } != nil)
        #expect(await second.seen.first(within: 10) { $0.camera("C69625504")?.encryption?.value == .on } != nil)
        await second.service.stop()
        await first.service.stop()
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

    @Test("what cannot be a meeting place is said, and the front goes on alone", arguments: ["file", "link", "long", "nonsense"])
    func places(_ what: String) async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let state = house.folder.path + "/state"
        try Folder.make(state, mode: 0o700)
        var place = house.place, server: Server?
        switch what {
        case "file": try Folder(state).write("mine".utf8, to: "eztop.sock", mode: 0o600)
        case "link": symlink("/etc/passwd", state + "/eztop.sock")
        case "long": place = MeetingPlace(folder: state + "/" + String(repeating: "x", count: 90))
        default:
            // Somebody holds the lock, and speaks another language.
            server = try Server(socket: LocalSocket.listen(at: place.socket), admits: { _ in true }) { _ in
                Outgoing(status: 200, body: Data("hello".utf8))
            }
        }
        let holder: FileLock? = what == "nonsense" ? Self.lock(place) : nil
        let service = SharedService(house.settings(), .dashboard, version: "eztop 1", at: place) { settings, last in
            DeviceService(settings, after: last) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
        }
        let seen = Watcher(service.snapshots)
        await service.start()
        let snapshot = await seen.first { $0.isKnown && $0.poll.aloneness != nil }
        switch snapshot?.poll.aloneness {
        case .noPlace(_, let path)?: #expect(what != "nonsense" && path.contains("eztop"))
        case .nonsense?: #expect(what == "nonsense")
        default: Issue.record("\(String(describing: snapshot?.poll.aloneness))")
        }
        await service.stop()
        server?.stop()
        _ = consume holder
        if what == "file" { #expect(try Folder(state).read("eztop.sock", limit: 9) == Array("mine".utf8)) }
    }

    private static func lock(_ place: MeetingPlace) -> FileLock? {
        switch place.take() {
        case .taken(let lock): lock
        default: nil
        }
    }
}
