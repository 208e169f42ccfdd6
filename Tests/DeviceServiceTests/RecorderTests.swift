import Fleet
import FoundationEssentials
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@testable import DeviceService

@Suite("Dead cameras behind live recorders", .serialized, .heavy, .timeLimit(.minutes(1)))
struct RecorderTests {
    /// A recorder of three channels, the second of which is dead.
    private func cloud() -> FakeCloud {
        let cloud = FakeCloud(own: 1)
        cloud.set { state in
            state.channels = (1...3).map {
                ChannelRow(serial: "C10000000", channel: $0, name: "K\($0)", status: $0 == 2 ? 0 : 1, isEncrypt: 0)
            }
            state.dead = ["C10000000:2"]
        }
        return cloud
    }

    private func words(_ snapshot: Snapshot) -> [Status?] { snapshot.cameras.map(\.status?.value) }

    @Test("one poll says the same with addresses and without, and asks the dead one for none")
    func once() async {
        for addresses in [false, true] {
            let cloud = cloud()
            let snapshot = await service(settings(), cloud).pollOnce(addresses: addresses)
            #expect(words(snapshot) == [.online, .offline, .online])
            #expect(snapshot.accounts[0].complete)
            #expect(cloud.calls("device/camera/list") == 1)
            #expect(cloud.calls("live/address/get") == (addresses ? 2 : 0))
        }
    }

    @Test(
        "where the channels may not be asked, or the model knows none, the device's word holds, and nothing is missing",
        arguments: ["10031", "20018", "60020"])
    func refused(code: String) async {
        let cloud = cloud()
        cloud.set { $0.standing["device/camera/list"] = .refused(code: code, message: "没有权限") }
        let snapshot = await service(settings(), cloud).pollOnce(addresses: true)
        #expect(words(snapshot) == [.online, .online, .online])
        #expect(snapshot.accounts[0].complete && snapshot.accounts[0].trouble == nil)
        #expect(snapshot.cameras[1].liveState(at: Date()) == .refused(code: "20007"))
    }

    @Test("what is no matter of a right or a model is said: the list could not be had", arguments: ["20007", "20001"])
    func failed(code: String) async {
        let cloud = cloud()
        cloud.set { $0.standing["device/camera/list"] = .refused(code: code, message: "") }
        let account = await service(settings(), cloud).pollOnce(addresses: false).accounts[0]
        #expect(!account.complete && account.deviceTroubles?["C10000000"]?.code == code && account.trouble?.code == code)
    }

    @Test("that addresses rest once their quota is reached is part of how the poll goes")
    func rest() async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.standing["live/address/get"] = .refused(code: "10007", message: "") }
        let service = service(settings(), cloud)
        #expect(await service.pollOnce(addresses: false).poll.addressesRest == nil)
        #expect(await service.pollOnce(addresses: true).poll.addressesRest == true)
    }

    @Test("a camera that stands alone is what its device is, with addresses and without; that its address says offline is LIVE's")
    func lone() async {
        for addresses in [false, true] {
            let cloud = FakeCloud(own: 1)
            cloud.set {
                $0.dead = ["C10000000:1"]
                $0.channels[0].status = 0
            }
            let snapshot = await service(settings(), cloud).pollOnce(addresses: addresses)
            #expect(words(snapshot) == [.online])
            #expect(snapshot.cameras[0].liveState(at: Date()) == (addresses ? .refused(code: "20007") : .unknown))
            #expect(cloud.calls("device/list") == (addresses ? 2 : 1) && cloud.calls("device/camera/list") == 0)
        }
    }

    @Test(
        "60019 against ENCRYPTION, one poll says the same with addresses and without, and of the cameras that it is said of alone"
    )
    func encrypted() async {
        for addresses in [false, true] {
            let cloud = FakeCloud(own: 2, hosted: 1)
            cloud.set { state in
                state.infos["H10000000"]?.isEncrypt = 0
                state.standing["live/address/get"] = .refused(code: "60019", message: "加密已开启")
            }
            let snapshot = await service(settings(sources: [.own, .hosted]), cloud).pollOnce(addresses: addresses)
            #expect(snapshot.cameras.allSatisfy { $0.encryption?.value == .off })
            #expect(snapshot.accounts[0].complete)
            let live = LiveState.refused(code: "60019")
            #expect(snapshot.cameras.allSatisfy { $0.liveState(at: Date()) == (addresses ? live : .unknown) })
            #expect(cloud.calls("camera/list") == (addresses ? 2 : 1) && cloud.calls("device/info") == (addresses ? 2 : 1))
        }
    }

    @Test("a hosted recorder is asked with the hosted token by the call that hosted devices answer")
    func hosted() async {
        let cloud = FakeCloud(hosted: 1)
        cloud.set { state in
            let row = state.hosted[0]
            state.hosted = (1...2).map {
                HostedRow(serial: row.serial, channel: $0, deviceName: "NVR", channelName: "", customName: "", status: 1)
            }
            state.channelStates = [row.serial: [1: 0, 2: 2]]
        }
        let snapshot = await service(settings(sources: [.hosted]), cloud).pollOnce(addresses: false)
        #expect(words(snapshot) == [.offline, .online])
        #expect(snapshot.cameras.map(\.name) == ["NVR 1", "NVR 2"])
        #expect(cloud.set { $0.tokensUsed["metadata/channel/status"] } == ["hosted"])
    }

    @Test(
        "one poll says of a channel that is not reported any more, or that is the last one left, what those who watch say",
        arguments: [Source.own, .hosted])
    func recalled(source: Source) async throws {
        let folder = try TemporaryFolder(), clock = VirtualClock()
        let file = StateFile(folder: folder.path + "/eztop")
        let cloud = source == .own ? self.cloud() : FakeCloud(hosted: 1)
        if source == .hosted {
            cloud.set { state in
                let row = state.hosted[0]
                state.hosted = (1...3).map {
                    HostedRow(serial: row.serial, channel: $0, deviceName: "NVR", channelName: "", customName: "", status: 1)
                }
                state.channelStates = [row.serial: [1: 1, 2: 0, 3: 1]]
            }
        }
        var settings = settings(sources: [source], addresses: false)
        settings.stateFile = file
        settings.keepsCameras = true
        let watching = service(settings, cloud, clock: clock)
        _ = await watching.pollOnce(addresses: false)
        await watching.save()
        settings.keepsCameras = false
        func once() async -> [Status?] {
            let remembered = file.load(settings.accounts.map(\.identity), cameras: false, at: clock.now)
            let once = DeviceService(settings, remembered: remembered, clock: clock) { _ in cloud }
            return words(await once.pollOnce(addresses: false))
        }
        cloud.set { state in
            if source == .own {
                state.channels[1].status = -1
            } else {
                state.channelStates = state.channelStates.mapValues { $0.merging([2: 2]) { $1 } }
            }
        }
        clock.advance(by: 700)
        #expect(words(await watching.pollOnce(addresses: false)) == [.online, .offline, .online])
        #expect(await once() == [.online, .offline, .online])
        // The last one left, which is told again, and which nobody may be asked about.
        cloud.set { state in
            state.channels.removeAll { $0.channel != 2 }
            state.hosted.removeAll { $0.channel != 2 }
        }
        #expect(await once() == [.offline])
        cloud.set { state in
            if source == .own {
                state.channels[0].status = 1
            } else {
                state.channelStates = state.channelStates.mapValues { $0.merging([2: 1]) { $1 } }
            }
        }
        #expect(await once() == [.online])
        cloud.set { state in
            for call in ["device/camera/list", "metadata/channel/status"] {
                state.standing[call] = .refused(code: "10031", message: "没有权限")
            }
        }
        #expect(await once() == [.offline])
    }

    @Test("watched, the dead one goes offline once and stays so through every poll")
    func watched() async {
        let cloud = cloud()
        let service = service(settings(interval: 0.2, liveInterval: 10), cloud)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { self.words($0) == [.online, .offline, .online] }
        await service.show(await service.snapshot.cameras.map(\.id))
        _ = await cloud.reaches(12, "device/list")
        let snapshot = await service.snapshot
        #expect(words(snapshot) == [.online, .offline, .online])
        let changes = snapshot.events.filter { if case .status = $0.what { true } else { false } }
        #expect(changes.count <= 1)
        #expect(cloud.calls("device/camera/list") <= 2)
        #expect(cloud.calls("live/address/get") == 2)
        await service.stop()
    }
}
