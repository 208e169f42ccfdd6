import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import Synchronization
import TestSupport
import Testing
import Vocabulary

@Suite("The service against the simulated cloud, over real HTTP", .serialized, .heavy, .timeLimit(.minutes(1)))
struct CloudTests {
    func service(
        _ cloud: CloudSimulator, interval: TimeInterval = 30, addresses: Bool = false, clock: any Clock = SystemClock(),
        wait: @escaping @Sendable (TimeInterval) async -> Void = pause
    ) -> DeviceService {
        let settings = ServiceSettings(
            accounts: [
                AccountSettings(
                    name: "home", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
                    appSecret: Secret(cloud.credentials.appSecret))
            ], interval: interval, addresses: addresses)
        return DeviceService(settings, clock: clock, wait: wait) { OpenPlatformClient(transport: CurlTransport(), observe: $0) }
    }

    func id(_ serial: String, _ channel: Int? = 1) -> CameraID { CameraID(account: "home", serial: serial, channel: channel) }
    func device(_ serial: String) -> DeviceID { DeviceID(account: "home", serial: serial) }

    @Test("every camera of every page is there, at the floor of calls", arguments: [10, 50, 51, 120])
    func pages(devices: Int) async throws {
        let cloud = try CloudSimulator(scenario: .generated(devices: devices))
        defer { cloud.stop() }
        let service = service(cloud)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(Set(snapshot.cameras.map(\.id.serial)).count == devices)
        #expect(snapshot.accounts[0].complete)
        let pages = { (count: Int) in (count + 49) / 50 }
        #expect(cloud.calls["/api/lapp/device/list"] == pages(devices))
        #expect(cloud.calls["/api/lapp/camera/list"] == pages(snapshot.cameras.count))
        let recorders = snapshot.cameras.filter { $0.id.channel == 2 && $0.status?.value != .offline }.count
        #expect(cloud.calls["/api/lapp/device/camera/list", default: 0] == recorders)
        #expect(snapshot.accounts[0].calls == pages(devices) + pages(snapshot.cameras.count) + recorders + 2)
    }

    @Test("a home reads as it is: own and hosted, a recorder's channels, offline, encrypted, not granted")
    func home() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud)
        let snapshot = await service.pollOnce(addresses: true)
        let now = Date()
        #expect(snapshot.cameras.count == 15)
        #expect(snapshot.accounts[0].complete)
        #expect(snapshot.cameras.filter { $0.id.serial == "E71820344" }.map(\.name) == ["前门", "后院", "车道", "仓库"])
        #expect(snapshot.camera("C69625502")?.liveState(at: now) == .encrypted)
        #expect(snapshot.camera("D01234567")?.liveState(at: now) == .offline)
        #expect(snapshot.camera("G55512077")?.source == .hosted)
        #expect(snapshot.camera("G55512077")?.name == "店里")
        #expect(snapshot.camera("G55512077")?.encryption?.value == .off)
        #expect(snapshot.camera("G55512001")?.liveState(at: now) == .notGranted(code: "10031"))
        #expect(snapshot.camera("F20118876")?.battery == true)
        #expect(snapshot.camera("C69625501")?.live?.value.address?.url.hasPrefix(cloud.base) == true)
    }

    @Test("a list that moves while it is read loses, doubles and invents nothing")
    func shifting() async throws {
        let cloud = try CloudSimulator(scenario: .generated(devices: 120))
        defer { cloud.stop() }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        cloud.change(.afterPage(path: "/api/lapp/device/list", changes: [.remove(serial: "K10000003")]))
        let snapshot = await service.pollOnce(addresses: false)
        let serials = Set(snapshot.cameras.map(\.id.serial))
        #expect(serials.isSuperset(of: (0..<120).filter { $0 != 3 }.map { "K\(10_000_000 + $0)" }))
        #expect(Set(snapshot.cameras.map(\.id)).count == snapshot.cameras.count)
        for _ in 0..<2 { _ = await service.pollOnce(addresses: false) }
        #expect(await service.snapshot.camera("K10000003") == nil)
    }

    @Test("rows that repeat, totals that lie and a page that repeats for ever end, and take nothing away")
    func oddPages() async throws {
        let cloud = try CloudSimulator(scenario: .generated(devices: 120))
        defer { cloud.stop() }
        let service = service(cloud)
        let before = await service.pollOnce(addresses: false).cameras.count
        cloud.change(.repeatLastRow(path: "/api/lapp/device/list", on: true))
        #expect(await service.pollOnce(addresses: false).cameras.count == before)
        cloud.change(.repeatLastRow(path: "/api/lapp/device/list", on: false))
        cloud.change(.totals(path: "/api/lapp/camera/list", values: [3, 100_000, 60]))
        #expect(await service.pollOnce(addresses: false).cameras.count == before)
        cloud.change(.repeatFirstPage(path: "/api/lapp/camera/list", on: true))
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.count == before)
        #expect(!snapshot.accounts[0].complete)
    }

    @Test("tokens that the cloud forgot are renewed once, and nobody notices")
    func forgotten() async throws {
        let cloud = try CloudSimulator(scenario: .generated(devices: 120))
        defer { cloud.stop() }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        cloud.change(.forgetTokens)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.accounts[0].complete)
        #expect(cloud.calls["/api/lapp/token/get"] == 2)
    }

    @Test("encryption switched on and off: pending while the cloud reads stale, then confirmed, and the address follows")
    func roundTrip() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        cloud.change(.staleness(seconds: 0.5))
        let service = service(cloud, addresses: true)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.camera("C69625501")?.encryption != nil }
        await service.show([id("C69625501")])
        _ = await watcher.first { $0.camera("C69625501")?.live != nil }
        #expect(await service.switchEncryption(device("C69625501"), on: true) == .done)
        let on = await watcher.first { $0.camera("C69625501")?.encryption?.value == .on }
        #expect(on?.camera("C69625501")?.live == nil)
        #expect(await service.switchEncryption(device("C69625501"), on: true) == .already)
        #expect(await service.switchEncryption(device("C69625501"), on: false) == .done)
        let off = await watcher.first { $0.camera("C69625501")?.live?.value.address != nil }
        #expect(off?.camera("C69625501")?.encryption?.value == .off)
        #expect(off?.camera("C69625501")?.pendingEncryption == nil)
        await service.stop()
    }

    @Test("a picture is taken and fetched, four seconds after the one before; what was not granted is learned")
    func pictures() async throws {
        let clock = VirtualClock()
        let cloud = try CloudSimulator(clock: { clock.now })
        defer { cloud.stop() }
        // The cloud refuses a picture that comes too soon, by the same clock.
        let waits = Mutex<[TimeInterval]>([])
        let service = service(cloud, clock: clock) { seconds in
            waits.withLock { $0.append(seconds) }
            clock.advance(by: seconds)
        }
        _ = await service.pollOnce(addresses: false)
        let first = try await service.capture(id("C69625501")).get()
        #expect(first.prefix(3) == Data([0xFF, 0xD8, 0xFF]))
        #expect(waits.withLock { $0 } == [])
        clock.advance(by: 1)
        #expect(try await service.capture(id("C69625501")).get() == first)
        #expect(waits.withLock { $0 } == [3])
        let refused = await service.capture(id("G55512001"))
        #expect(throws: ServiceError.self) { try refused.get() }
        let snapshot = await service.snapshot
        #expect(snapshot.camera("G55512001")?.rights.refusal(of: .capture, at: clock.now) == "10031")
        #expect(snapshot.camera("C69625501")?.rights.answer(.capture, at: clock.now) == .granted)
        #expect(!"\(snapshot.events)".contains("/pictures/"))
    }

    @Test("a device that wants its code says so; with it the encryption is lifted, on all channels of a recorder with one call")
    func codes() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        cloud.change(.encryption(serial: "E71820344", on: true))
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        guard case .wantsCode("20010", _) = await service.switchEncryption(device("C69625502"), on: false) else {
            Issue.record("no code wanted")
            return
        }
        #expect(await service.switchEncryption(device("C69625502"), on: false, validateCode: Secret("ABCDEF")) == .done)
        #expect(await service.switchEncryption(device("E71820344"), on: false) == .done)
        #expect(cloud.calls["/api/lapp/device/encrypt/off"] == 3)
        #expect(await service.snapshot.cameras.filter { $0.pendingEncryption?.expected == .off }.count == 5)
        guard case .failed(let trouble) = await service.switchEncryption(device("D01234567"), on: true) else {
            Issue.record("an offline device was switched")
            return
        }
        #expect(trouble.isRefused("20007"))
        guard case .failed(let refused) = await service.switchEncryption(device("G55512001"), on: true) else {
            Issue.record("a device was switched without the right to it")
            return
        }
        #expect(refused.isRefused("10031"))
    }

    @Test("an address plays, ends, and is had anew")
    func addressLife() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        let camera = id("C69625501")
        let first = try await service.address(of: camera).get()
        #expect(try await service.check(camera).get().answer == .playing(first))
        cloud.change(.expireAddresses)
        #expect(try await service.check(camera).get().answer == .broken(code: "404", message: ""))
        let second = try await service.address(of: camera).get()
        #expect(second.url != first.url)
        #expect(try await service.check(id("E71820344", 2)).get().answer == .broken(code: "9053", message: ""))
        let rtmp = try await service.address(of: camera, liveProtocol: .rtmp, quality: .sd, life: 300).get()
        #expect(rtmp.url.hasPrefix("rtmp://"))
        #expect((rtmp.expires?.timeIntervalSinceNow ?? 0) < 301)
    }

    @Test("an address that was withdrawn is forgotten: the row claims none, and the next one is another")
    func withdrawn() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        let camera = id("C69625501")
        let first = try await service.address(of: camera).get()
        let flv = try await service.address(of: camera, liveProtocol: .flv).get()
        try await service.withdraw(try #require(flv.urlID), of: camera).get()
        #expect(try await service.address(of: camera).get() == first, "another address of the camera is another one")
        try await service.withdraw(try #require(first.urlID), of: camera).get()
        #expect(await service.snapshot.camera("C69625501")?.live == nil)
        #expect(try await service.address(of: camera).get().url != first.url)
    }

    @Test("an address call that finds the camera offline, or encrypted, corrects LIVE alone: the rest is for the lists to say")
    func corrections() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        cloud.change(.status(serial: "C69625501", value: 0))
        cloud.change(.encryption(serial: "C69625503", on: true))
        _ = await service.address(of: id("C69625501"))
        _ = await service.address(of: id("C69625503"))
        let snapshot = await service.snapshot
        #expect(snapshot.camera("C69625501")?.status?.value == .online)
        #expect(snapshot.camera("C69625501")?.liveState(at: Date()) == .refused(code: "20007"))
        #expect(snapshot.camera("C69625503")?.encryption?.value == .off)
        #expect(snapshot.camera("C69625503")?.liveState(at: Date()) == .refused(code: "60019"))
    }

    @Test("a storm of 10029 stretches the interval; the rows stay, and it finds its way back")
    func storm() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud, interval: 0.2)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 15 && $0.accounts[0].lastAnswer != nil }
        cloud.change(.fail(with: Fault(code: "10029")))
        let stretched = await watcher.first { $0.poll.interval >= 0.8 }
        #expect(stretched?.cameras.count == 15)
        #expect(stretched?.accounts[0].trouble?.isRefused("10029") == true)
        cloud.change(.clearFaults)
        #expect(await watcher.first { $0.accounts[0].trouble == nil } != nil)
        await service.stop()
    }

    @Test(
        "faults of content are said, invent nothing, and pass",
        arguments: [
            Fault(status: 500, body: "<html>oops</html>"), Fault(body: "{\"code\":\"200\",\"data\":[{\"dev"),
            Fault(code: "49999"),
            Fault(body: "{\"code\":\"200\",\"msg\":\"ok\",\"data\":null}"), Fault(status: 503),
        ])
    func content(fault: Fault) async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let service = service(cloud)
        let before = await service.pollOnce(addresses: false).cameras.map(\.id)
        cloud.change(.fail(with: fault))
        let during = await service.pollOnce(addresses: false)
        #expect(during.cameras.map(\.id) == before)
        #expect(during.accounts[0].trouble != nil)
        #expect(!during.accounts[0].complete)
        cloud.change(.clearFaults)
        let after = await service.pollOnce(addresses: false)
        #expect(after.accounts[0].complete)
        #expect(after.accounts[0].trouble == nil)
    }

    @Test("a cloud that goes away is said to be unreachable, and comes back by itself")
    func unreachable() async throws {
        let first = try CloudSimulator()
        let port = UInt16(first.base.split(separator: ":").last ?? "") ?? 0
        let service = service(first, interval: 0.2)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 15 && $0.accounts[0].lastAnswer != nil }
        first.stop()
        let lost = await watcher.first { $0.accounts[0].trouble != nil }
        guard case .unreachable = lost?.accounts[0].trouble else {
            Issue.record("not unreachable: \(String(describing: lost?.accounts[0].trouble))")
            return
        }
        #expect(lost?.cameras.count == 15)
        let second = try CloudSimulator(port: port)
        defer { second.stop() }
        #expect(await watcher.first(within: 10) { $0.accounts[0].trouble == nil } != nil)
        await service.stop()
    }

    @Test("the hosted list is read with either token, and overseas answers are followed")
    func variants() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        cloud.change(.trustList(accepts: [.hosted]))
        cloud.change(.overseas(on: true))
        let snapshot = await service(cloud).pollOnce(addresses: true)
        #expect(snapshot.cameras.filter { $0.source == .hosted }.count == 2)
        #expect(snapshot.camera("C69625501")?.live?.value.address != nil)
        #expect(snapshot.accounts[0].complete)
    }

    @Test("refused credentials are told with the cloud's code")
    func credentials() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        cloud.change(.frozenKey(on: true))
        let snapshot = await service(cloud).pollOnce(addresses: false)
        #expect(snapshot.accounts[0].trouble?.isRefused("10005") == true)
    }
}
