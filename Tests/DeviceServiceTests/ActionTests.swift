import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@Suite("Acting", .serialized, .heavy, .timeLimit(.minutes(1)))
struct ActionTests {
    let device = DeviceID(account: "home", serial: "C10000000")
    var camera: CameraID { CameraID(device: device, channel: 1) }

    func running(
        _ cloud: FakeCloud, _ settings: ServiceSettings = settings(),
        wait: @escaping @Sendable (TimeInterval) async -> Void = pause
    ) async -> (DeviceService, Watcher) {
        let service = service(settings, cloud, wait: wait)
        let watcher = Watcher(service)
        await service.start()
        // The lists are read side by side, and any of them may come first.
        _ = await watcher.first { snapshot in
            !snapshot.cameras.isEmpty
                && snapshot.cameras.allSatisfy { $0.status != nil && ($0.encryption != nil || $0.source == .hosted) }
        }
        return (service, watcher)
    }

    @Test("a switch is pending until the list agrees, though the cloud first reads stale")
    func switching() async {
        let cloud = FakeCloud(own: 1)
        // An address that is asked meanwhile would be refused with 60019, and have the list read once more.
        let (service, watcher) = await running(cloud, settings(addresses: false))
        cloud.set { $0.staleReads = 1 }
        let outcome = await service.switchEncryption(device, on: true)
        #expect(outcome == .done)
        #expect(await watcher.first { $0.cameras[0].pendingEncryption?.expected == .on } != nil)
        let settled = await watcher.first { $0.cameras[0].pendingEncryption == nil && $0.cameras[0].encryption?.value == .on }
        #expect(settled?.events.contains { $0.what == .encryption(from: .off, to: .on, by: .you) } == true)
        #expect(cloud.calls("device/encrypt") == 1)
        #expect(cloud.calls("camera/list") == 3)
        await service.stop()
    }

    @Test("a code that somebody typed stands in no answer, of that call or a later one, nor with something unseen in it")
    func typedCode() async {
        let cloud = FakeCloud(own: 1)
        let (service, watcher) = await running(cloud, settings(addresses: false))
        let words = { (code: String) in PlatformError.refused(code: "20010", message: "not \(code) of C10000000") }
        cloud.set { $0.standing["device/encrypt"] = words("FIRSTCODE") }
        _ = await service.switchEncryption(device, on: false, validateCode: Secret("FIRSTCODE"))
        let second = await service.switchEncryption(device, on: false, validateCode: Secret("OTHERCODE"))
        #expect(second == .refusesCode(code: "20010", message: "not … of C10000000"))
        cloud.set { $0.standing["camera/list"] = .refused(code: "10001", message: "FIRST\u{200B}CODE, OTHERCODE\u{200D}") }
        await service.refreshAll()
        let told = await watcher.first { $0.accounts[0].listTroubles?["camera/list"] != nil }
        guard case .refused(_, let message, _, _)? = told?.accounts[0].listTroubles?["camera/list"] else {
            Issue.record("\(String(describing: told?.accounts[0]))")
            return
        }
        #expect(message.unicodeScalars.starts(with: "…, …".unicodeScalars) && !message.contains("CODE"))
        await service.stop()
    }

    @Test("lifting the encryption of a camera on the screen brings its address")
    func lifting() async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        let (service, watcher) = await running(cloud)
        await service.show([camera])
        #expect(cloud.calls("live/address/get") == 0)
        #expect(await service.switchEncryption(device, on: false) == .done)
        #expect(await watcher.first { $0.cameras[0].live?.value.address != nil } != nil)
        await service.stop()
    }

    @Test("a hosted device is switched with the hosted token and read back by device/info", .timeLimit(.minutes(1)))
    func hosted() async {
        let cloud = FakeCloud(hosted: 1)
        let (service, watcher) = await running(cloud, settings(sources: [.hosted]))
        _ = await watcher.first { $0.cameras.first?.encryption?.value == .on }
        let outcome = await service.switchEncryption(DeviceID(account: "home", serial: "H10000000"), on: false)
        #expect(outcome == .done)
        #expect(await watcher.first { $0.cameras[0].encryption?.value == .off } != nil)
        #expect(cloud.set { $0.tokensUsed["device/encrypt"] } == ["hosted"])
        await service.stop()
    }

    @Test("60016 and 60019 mean that it is so already")
    func already() async {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud)
        #expect(await service.switchEncryption(device, on: false) == .already)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        #expect(await service.switchEncryption(device, on: true) == .already)
        let seen = await service.snapshot.cameras[0]
        #expect(seen.encryption?.value == .on)
        #expect(seen.pendingEncryption == nil)
        await service.stop()
    }

    @Test("the configured code is sent; a wrong one is asked for, and the typed one is kept")
    func codes() async {
        let cloud = FakeCloud(own: 1)
        cloud.set {
            $0.channels[0].isEncrypt = 1
            $0.codes["C10000000"] = "GHIJKL"
        }
        let (service, _) = await running(cloud, settings(codes: ["C10000000": Secret("ABCDEF")]))
        #expect(await service.switchEncryption(device, on: false) == .refusesCode(code: "20010", message: "设备验证码错误"))
        #expect(await service.snapshot.cameras[0].pendingEncryption == nil)
        #expect(await service.switchEncryption(device, on: false, validateCode: Secret("GHIJKL")) == .done)
        #expect(await service.switchEncryption(device, on: true) == .done)
        #expect(await service.switchEncryption(device, on: false) == .done)
        #expect(cloud.set { $0.validateCodes } == ["ABCDEF", "GHIJKL", nil, "GHIJKL"])
        await service.stop()
    }

    @Test("an action that broke on the network is not tried again, and what became of it is read back")
    func brokenAction() async {
        let cloud = FakeCloud(own: 1)
        let (service, watcher) = await running(cloud)
        cloud.set { $0.faults["device/encrypt"] = [.transport(.timedOut("timed out"))] }
        let before = cloud.calls("camera/list")
        let outcome = await service.switchEncryption(device, on: true)
        #expect(outcome == .failed(.unreachable(reason: "timed out", host: "127.0.0.1:1")))
        #expect(cloud.calls("device/encrypt") == 1)
        #expect(await cloud.reaches(before + 1, "camera/list"))
        #expect(await watcher.first { !$0.poll.polling && $0.cameras[0].pendingEncryption == nil } != nil)
        await service.stop()
    }

    @Test("20007, 10031 and 20018 are said with their number", arguments: ["20007", "10031", "20018"])
    func refused(code: String) async {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud)
        cloud.set { $0.standing["device/encrypt"] = .refused(code: code, message: "…") }
        guard case .failed(let trouble) = await service.switchEncryption(device, on: true) else {
            Issue.record("not failed")
            return
        }
        #expect(trouble.isRefused(code))
        await service.stop()
    }

    @Test("a device nobody has listed is tried with each token the account has")
    func unlisted() async {
        let cloud = FakeCloud(hosted: 1)
        cloud.set { $0.faults["device/encrypt"] = [.refused(code: "20018", message: "")] }
        let service = service(settings(sources: [.own, .hosted]), cloud)
        #expect(await service.switchEncryption(DeviceID(account: "home", serial: "H10000000"), on: false) == .done)
        #expect(cloud.calls("device/encrypt") == 2)
    }

    @Test("a known address with time left is used again, one without is asked anew")
    func addressReuse() async throws {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud, settings(addresses: false))
        let first = try await service.address(of: camera).get()
        #expect(try await service.address(of: camera).get() == first)
        #expect(cloud.calls("live/address/get") == 1)
        #expect(try await service.address(of: camera, minimumLeft: 90000).get() != first)
        #expect(cloud.calls("live/address/get") == 2)
        _ = await service.address(of: camera, liveProtocol: .rtmp)
        #expect(cloud.calls("live/address/get") == 3)
        await service.stop()
    }

    @Test("two that ask for the same address at once make one call")
    func oneCall() async {
        let cloud = FakeCloud(own: 1)
        let (service, watcher) = await running(cloud, settings(addresses: false))
        cloud.close("live/address/get")
        async let first = service.address(of: camera)
        async let second = service.address(of: camera)
        _ = await watcher.first { $0.cameras[0].asking != nil }
        cloud.open("live/address/get")
        #expect(await first == second)
        #expect(cloud.calls("live/address/get") == 1)
        await service.stop()
    }

    @Test(
        "what an address call is refused with says something of LIVE alone; 60019 against ENCRYPTION has the list read once more")
    func addressRefusals() async {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud, settings(addresses: false))
        cloud.set { $0.faults["live/address/get"] = [.refused(code: "10031", message: "没有权限")] }
        _ = await service.address(of: camera)
        #expect(await service.snapshot.cameras[0].liveState(at: Date()) == .notGranted(code: "10031"))
        cloud.set { $0.faults["live/address/get"] = [.refused(code: "60019", message: "加密已开启")] }
        let lists = cloud.calls("camera/list")
        _ = await service.address(of: camera)
        #expect(await service.snapshot.cameras[0].liveState(at: Date()) == .refused(code: "60019"))
        #expect(await cloud.reaches(lists + 1, "camera/list"))
        #expect(await service.snapshot.cameras[0].encryption?.value == .off)
        cloud.set { $0.faults["live/address/get"] = [.refused(code: "20007", message: "设备不在线")] }
        _ = await service.address(of: camera)
        #expect(await service.snapshot.cameras[0].status?.value == .online)
        await service.stop()
    }

    @Test("a limit says nothing of the address that is known: it is still handed out")
    func limitedAddress() async throws {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud, settings(addresses: false))
        let known = try await service.address(of: camera).get()
        cloud.set { $0.faults["live/address/get"] = [.refused(code: "10029", message: "调用频率超过限制")] }
        _ = await service.address(of: camera, minimumLeft: 90000)
        #expect(await service.snapshot.cameras[0].liveState(at: Date()) == .limited(code: "10029"))
        #expect(try await service.address(of: camera).get() == known)
        await service.stop()
    }

    @Test(
        "a check reads the playlist twice and says whether it moves",
        arguments: [
            ([Playlist(mediaSequence: 1, segments: 3, targetDuration: 1), Playlist(mediaSequence: 2, segments: 3)], "playing"),
            (
                [
                    Playlist(mediaSequence: 1, segments: 3, targetDuration: 1),
                    Playlist(mediaSequence: 1, segments: 3, targetDuration: 1),
                ], "stalled"
            ),
            ([Playlist(mediaSequence: 1, segments: 1, errorCode: "9053")], "9053"),
            ([Playlist(mediaSequence: 1, segments: 1, errorCode: "9048")], "limited 9048"),
            ([Playlist(mediaSequence: 1, segments: 0)], "empty"),
        ] as [([Playlist], String)])
    func check(playlists: [Playlist], word: String) async throws {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud, settings(addresses: false), wait: { _ in })
        cloud.set { $0.playlists = playlists }
        let answer = try await service.check(camera).get().answer
        switch answer {
        case .playing: #expect(word == "playing")
        case .broken(let code, _): #expect(word == code)
        case .limited(let code, _): #expect(word == "limited \(code)")
        case .address, .refused: Issue.record("\(word)")
        }
        #expect(await service.snapshot.cameras[0].live?.value == answer)
        await service.stop()
    }

    @Test("an address that has ended is said to be, and not handed out again")
    func ended() async throws {
        let cloud = FakeCloud(own: 1)
        let (service, _) = await running(cloud, settings(addresses: false), wait: { _ in })
        cloud.set { $0.standing["playlist"] = .refused(code: "404", message: "") }
        #expect(try await service.check(camera).get().answer == .broken(code: "404", message: ""))
        _ = await service.address(of: camera)
        #expect(cloud.calls("live/address/get") == 2)
        await service.stop()
    }
}
