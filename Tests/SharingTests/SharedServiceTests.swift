import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import Synchronization
import System
import TestSupport
import Testing
import Vocabulary

@testable import Sharing

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

    @Test("who may only look has nothing asked sooner by looking")
    func looker() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front()
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        let door = try #require(await first.service.door), device = try #require(await first.service.device)
        func isStretched() async -> Bool {
            // Told anew what the front here shows.
            await first.service.setFocused(false)
            let poll = await device.snapshot.poll
            return poll.interval > poll.configuredInterval
        }
        #expect(await isStretched())
        for (right, isStill) in [(Right.look, true), (.act, false)] {
            let attachment = Attachment(
                version: "eztop 1", front: "\(right)", process: 1, kind: .dashboard, accounts: [], restores: false, seen: 0,
                waits: false)
            let request = Incoming(
                method: "POST", path: FrontProtocol.root + "attach", body: try JSONEncoder().encode(attachment),
                peer: PeerCredentials(process: 1, user: 65_534, group: 65_534))
            #expect(await door.answer(request, through: .local(right)).status == 200)
            #expect(await isStretched() == isStill, "\(right)")
        }
        await first.service.stop()
    }

    @Test(
        "another user's commands follow each other as fast as they like; of dashboards eight have a place, and the ninth is told so"
    )
    func guests() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let first = house.front()
        await first.service.start()
        #expect(await first.seen.first { $0.isKnown } != nil)
        let door = try #require(await first.service.door)
        func attach(_ name: String, _ kind: FrontKind) async throws -> Int {
            let attachment = Attachment(
                version: "eztop 1", front: name, process: 1, kind: kind, accounts: [], restores: false, seen: 0, waits: false)
            let request = Incoming(
                method: "POST", path: FrontProtocol.root + "attach", body: try JSONEncoder().encode(attachment),
                peer: PeerCredentials(process: 1, user: 65_534, group: 65_534))
            return await door.answer(request, through: .local(.look)).status
        }
        for number in 0..<20 { #expect(try await attach("command \(number)", .command) == 200) }
        for number in 0..<8 { #expect(try await attach("dashboard \(number)", .dashboard) == 200) }
        #expect(try await attach("one more", .dashboard) == 429)
        #expect(try await attach("dashboard 3", .dashboard) == 200)
        let place = ServicePlace(socket: "/s")
        #expect(place.trouble(.crowded) == .unreachable(reason: ServiceError.crowdedService, host: "/s"))
        await first.service.stop()
    }

    @Test("one that answers at once, whatever has happened, is asked twenty times a second at the most")
    func eager() async throws {
        let house = try House()
        defer { house.cloud.stop() }
        let asked = Mutex(0)
        let head = Attached(
            run: "run", seen: 1, isWhole: false, poller: Poller(process: 1, since: Date()), parts: [], hasAll: true)
        let answer = AttachmentAnswer.body(try JSONEncoder().encode(head), [])
        let endpoint = LocalEndpoint(path: house.folder.path + "/eager.sock", owners: [geteuid()])
        let server = try Server(socket: try LocalSocket.listen(at: endpoint.path), admits: { _ in true }) { _ in
            asked.withLock { $0 += 1 }
            return Outgoing(status: 200, body: answer)
        }
        let attachment = Attachment(
            version: "eztop 1", front: "front", process: 1, kind: .watch, accounts: [], restores: false, seen: 0)
        let service = AttachedService(attachment, at: endpoint)
        let begin = ContinuousClock.now
        let following = Task { await service.follow() }
        while asked.withLock({ $0 }) <= 10 { await pause(0.01) }
        #expect(ContinuousClock.now - begin >= .seconds(0.5))
        following.cancel()
        await service.stop()
        server.stop()
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
