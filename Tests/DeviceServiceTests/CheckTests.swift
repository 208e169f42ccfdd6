import CloudSimulator
import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@Suite("Checks against the simulated cloud, with a clock that is moved", .serialized, .heavy, .timeLimit(.minutes(1)))
struct ServiceCheckTests {
    let clock = VirtualClock(Date())
    let cloud: CloudSimulator
    let service: DeviceService

    init() throws {
        let clock = clock
        cloud = try CloudSimulator(
            scenario: Scenario(
                devices: (1...6).map { SimulatedDevice(serial: "C6962550\($0)", name: "C\($0)", model: "CS-C6N") }),
            clock: { clock.now })
        let settings = ServiceSettings(
            accounts: [
                AccountSettings(
                    name: "home", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
                    appSecret: Secret(cloud.credentials.appSecret), verificationCodes: ["C69625501": Secret("QWERTY")])
            ], interval: 3600, addresses: false)
        service = DeviceService(settings, clock: clock, wait: { clock.advance(by: $0) }) {
            OpenPlatformClient(transport: CurlTransport(), observe: $0)
        }
    }

    func id(_ number: Int) -> CameraID { CameraID(account: "home", serial: "C6962550\(number)", channel: 1) }

    func word(_ result: Result<CheckReport, ServiceError>) -> String {
        switch result {
        case .success(let report):
            report.answer.fault.map { $0.code + (report.mayHoldStreams ? " ours" : "") } ?? "playing"
        case .failure(let trouble): "\(trouble)"
        }
    }

    /// Polls, and lets time pass until the checks have ended.
    func together(_ numbers: ClosedRange<Int>) async -> [String] {
        await service.start()
        let watcher = Watcher(service)
        _ = await watcher.first { $0.cameras.count == 6 && !$0.poll.polling }
        let ticking = Task {
            while !Task.isCancelled {
                clock.advance(by: 1)
                await service.setFocused(true)
                await pause(0.005)
            }
        }
        defer { ticking.cancel() }
        return await withTaskGroup(of: (Int, String).self) { group in
            for number in numbers { group.addTask { (number, word(await service.checkInTurn(id(number)))) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    @Test("six on a plan of three streams, each taken for ten seconds: paced, all six play")
    func paced() async {
        cloud.change(.limit(to: CallLimits(streams: 3)))
        #expect(await together(1...6) == Array(repeating: "playing", count: 6))
        await service.stop()
        cloud.stop()
    }

    @Test("on a plan of one stream too: a check waits until the one before is surely not counted")
    func single() async {
        cloud.change(.limit(to: CallLimits(streams: 1)))
        #expect(await together(1...3) == Array(repeating: "playing", count: 3))
        await service.stop()
        cloud.stop()
    }

    @Test("checks that are asked for alone do not wait; the one that finds no stream knows that they may hold them")
    func alone() async {
        cloud.change(.limit(to: CallLimits(streams: 3)))
        _ = await service.pollOnce(addresses: false)
        var words: [String] = []
        for number in 1...5 { words.append(word(await service.check(id(number)))) }
        #expect(words == ["playing", "playing", "playing", "9048 ours", "9048 ours"])
        #expect(
            await service.snapshot.cameras.first { $0.id == id(4) }?.live?.value.fault == nil, "that says nothing of the camera")
        clock.advance(by: 61)
        cloud.change(.limit(to: CallLimits(streams: 0)))
        #expect(word(await service.check(id(6))) == "9048", "nothing of ours can be in the way")
        cloud.stop()
    }

    @Test("a camera in H.265 plays, and so does one that plays only without; what played is asked for from then on")
    func codecs() async throws {
        _ = await service.pollOnce(addresses: false)
        cloud.change(.codec(serial: "C69625501", channel: 1, codec: .h265, warmUp: nil))
        cloud.change(.codec(serial: "C69625502", channel: 1, codec: .h264Only, warmUp: nil))
        cloud.change(.stream(serial: "C69625503", channel: 1, shows: .error(code: 9053)))
        #expect(word(await service.check(id(1))) == "playing")
        #expect(word(await service.check(id(2))) == "playing")
        #expect(word(await service.check(id(3))) == "9053")
        let asked = cloud.calls["/api/lapp/v2/live/address/get"]
        #expect(asked == 5, "one, two and two: the other value is taken once")
        clock.advance(by: 86400)
        #expect(word(await service.check(id(2))) == "playing")
        #expect(cloud.calls["/api/lapp/v2/live/address/get"] == 6)
        cloud.stop()
    }

    @Test("a stream that starts late is asked once more, two seconds later; one that never does has no stream; an end is an end")
    func late() async throws {
        _ = await service.pollOnce(addresses: false)
        cloud.change(.codec(serial: "C69625501", channel: 1, codec: .h264, warmUp: 1.5))
        cloud.change(.stream(serial: "C69625502", channel: 1, shows: .missing))
        #expect(word(await service.check(id(1))) == "playing")
        let before = clock.now
        #expect(word(await service.check(id(2))) == "404")
        #expect(clock.now.timeIntervalSince(before) == 2)
        cloud.stop()
    }

    @Test("the code goes along with the ezopen address of an encrypted camera, and with no other")
    func ezopen() async throws {
        cloud.change(.encryption(serial: "C69625501", on: true))
        _ = await service.pollOnce(addresses: false)
        let address = try await service.address(of: id(1), liveProtocol: .ezopen).get()
        #expect(address.url == "ezopen://QWERTY@open.ys7.com/C69625501/1.hd.live")
        #expect(address.holdsCode && address.shown == "ezopen://******@open.ys7.com/C69625501/1.hd.live")
        let plain = try await service.address(of: id(2), liveProtocol: .ezopen).get()
        #expect(plain.url == "ezopen://open.ys7.com/C69625502/1.hd.live" && !plain.holdsCode && plain.shown == plain.url)
        cloud.stop()
    }

    @Test("a device that is upgraded or restarts is waited for", arguments: ["60014", "60015"])
    func busy(code: String) async throws {
        _ = await service.pollOnce(addresses: false)
        cloud.change(.fail(with: Fault(path: "/api/lapp/v2/live/address/get", serial: "C69625501", times: 1, code: code)))
        guard case .failure(let trouble) = await service.address(of: id(1)) else {
            Issue.record("not refused")
            return
        }
        #expect(trouble.isRefused(code))
        #expect(try await service.address(of: id(2)).get().url.isEmpty == false, "codes are a camera's own")
        #expect(try await service.address(of: id(1)).get().url.isEmpty == false)
        cloud.stop()
    }

    @Test("doctor's look takes no new token within an hour, says how old the proof is, and lets none prove another secret")
    func checkup() async throws {
        let folder = try TemporaryFolder()
        func look(secret: String? = nil) async -> AccountCheckup {
            let account = AccountSettings(
                name: "home", base: Base(url: cloud.base, overseas: false), appKey: cloud.credentials.appKey,
                appSecret: Secret(secret ?? cloud.credentials.appSecret), sources: [.own])
            return await AccountCheckup.run(account, transport: CurlTransport(), clock: clock, cacheDirectory: folder.cache)
        }
        let first = clock.now
        #expect(await look().tokenObtained == first)
        clock.advance(by: 3599)
        #expect(await look().tokenObtained == first)
        #expect(cloud.calls["/api/lapp/token/get"] == 1)
        clock.advance(by: 1)
        #expect(await look().tokenObtained == clock.now)
        #expect(cloud.calls["/api/lapp/token/get"] == 2)
        let wrong = await look(secret: "another")
        guard case .trouble(let trouble)? = wrong.lists.first?.answer else {
            Issue.record("a wrong secret was believed")
            return
        }
        #expect(trouble.isRefused("10030"))
        cloud.stop()
    }
}
