import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@Suite("Polling", .serialized, .heavy, .timeLimit(.minutes(1)))
struct PollingTests {
    @Test("a poll is ceil(N/50) + ceil(C/50) calls and one token", arguments: [10, 50, 51, 120])
    func floor(devices: Int) async {
        let cloud = FakeCloud(own: devices)
        let service = service(settings(), cloud)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.count == devices)
        #expect(snapshot.accounts[0].complete)
        #expect(snapshot.accounts[0].trouble == nil)
        let pages = (devices + 49) / 50
        #expect(cloud.calls("device/list") == pages)
        #expect(cloud.calls("camera/list") == pages)
        #expect(cloud.calls("token/get") == 1)
    }

    @Test("other settings are taken over by a service that runs: the length of addresses, and the interval where it is another")
    func adopts() async {
        let cloud = FakeCloud(own: 1)
        let first = settings(interval: 30)
        let service = service(first, cloud)
        _ = await service.pollOnce(addresses: false)
        var second = first
        second.addressLife = 60
        second.liveInterval = 120
        await service.setInterval(5)
        await service.adopt(second)
        #expect(await service.snapshot.poll.configuredInterval == 5, "chosen by hand, and not changed in the file")
        #expect(await service.snapshot.poll.liveInterval == 120)
        second.interval = 45
        await service.adopt(second)
        #expect(await service.snapshot.poll.configuredInterval == 45)
        guard
            case .success(let address) = await service.address(
                of: CameraID(account: "home", serial: "C10000000", channel: 1), minimumLeft: 0)
        else {
            Issue.record("no address")
            return
        }
        #expect((address.expires?.timeIntervalSinceNow ?? 0) <= 60)
    }

    @Test("own and hosted devices stand side by side, each asked with its own token")
    func hosted() async {
        let cloud = FakeCloud(own: 2, hosted: 3)
        let service = service(settings(sources: [.own, .hosted]), cloud)
        let snapshot = await service.pollOnce(addresses: true)
        #expect(snapshot.cameras.filter { $0.source == .hosted }.count == 3)
        #expect(snapshot.camera("H10000000")?.encryption?.value == .on)
        #expect(snapshot.camera("H10000000")?.model == "CS-C6CN")
        #expect(cloud.set { $0.tokensUsed["trust/device/list"] } == ["own"])
        #expect(cloud.set { $0.tokensUsed["device/info"] } == ["hosted"])
        #expect(cloud.calls("live/address/get") == 2)
        guard case .ready = snapshot.camera("C10000000")?.liveState(at: Date()) else {
            Issue.record("no address")
            return
        }
    }

    @Test("where the hosted list is refused to the account's own token, the hosted one is tried, and kept")
    func hostedListToken() async {
        let cloud = FakeCloud(hosted: 60)
        cloud.set { $0.faults["trust/device/list"] = [.refused(code: "10031", message: "没有权限")] }
        let service = service(settings(sources: [.hosted]), cloud)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.count == 60)
        #expect(cloud.calls("trust/device/list") == 3)
    }

    @Test("a cloud that hangs is named as soon as the rows are stale, and no longer once it has answered")
    func hanging() async {
        let cloud = FakeCloud(own: 2)
        let service = service(settings(interval: 0.2), cloud)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 2 && $0.accounts[0].lastAnswer != nil }
        cloud.close("device/list")
        let hung = await watcher.first { $0.accounts[0].trouble?.isWaiting == true }
        #expect(hung != nil)
        cloud.open("device/list")
        let back = await watcher.first { $0.accounts[0].trouble == nil && !$0.poll.polling }
        #expect(back != nil)
        await service.stop()
    }

    @Test("rows that the cloud counts and does not show are missing, by number")
    func missing() async {
        let cloud = FakeCloud(own: 10)
        cloud.set { $0.hidden = 5 }
        let account = await service(settings(), cloud).pollOnce(addresses: false).accounts[0]
        #expect(account.missing == 5 && !account.complete && account.trouble == nil)
        cloud.set { $0.hidden = 0 }
        let whole = await service(settings(), cloud).pollOnce(addresses: false).accounts[0]
        #expect(whole.missing == nil && whole.complete)
    }

    @Test("each list that fails is told, though the account has one trouble alone to show")
    func failedLists() async {
        let cloud = FakeCloud(own: 2, hosted: 1)
        cloud.set { state in
            state.standing["device/list"] = .refused(code: "50000", message: "服务器异常")
            state.standing["trust/device/list"] = .refused(code: "10031", message: "没有权限")
        }
        let account = await service(settings(sources: [.own, .hosted]), cloud).pollOnce(addresses: false).accounts[0]
        #expect(account.failedLists.map(\.call) == ["device/list", "trust/device/list"])
        #expect(account.trouble == account.failedLists.first?.trouble)
        let other = FakeCloud(own: 2, hosted: 1)
        other.set { $0.standing["token/get"] = .refused(code: "10017", message: "appKey不存在") }
        let refused = await service(settings(sources: [.own, .hosted]), other).pollOnce(addresses: false).accounts[0]
        #expect(refused.failedLists.map(\.call) == ["token/get"], "what was to be read with it was never asked")
    }

    @Test("a device that could not be read is told by its serial")
    func failedDevice() async {
        let cloud = FakeCloud(hosted: 3)
        cloud.set { $0.infos["H10000001"] = nil }
        let account = await service(settings(sources: [.hosted]), cloud).pollOnce(addresses: false).accounts[0]
        #expect(account.deviceTroubles?.keys.sorted() == ["H10000001"] && !account.complete)
    }

    @Test("one poll that is asked too much goes on one call after another, asks again, and says what it had to leave")
    func tooOften() async {
        let refusal = PlatformError.refused(code: "10029", message: "调用频率超过限制")
        func poll(_ cloud: FakeCloud, _ waits: Counter) async -> Snapshot {
            await DeviceService(settings(sources: [.own, .hosted]), wait: { _ in waits.add() }) { _ in cloud }
                .pollOnce(addresses: true)
        }
        let (busy, rests) = (FakeCloud(own: 20, hosted: 20), Counter())
        busy.set { state in
            for serial in state.infos.keys { state.infos[serial]?.isEncrypt = 0 }
            state.faults = ["live/address/get": [refusal, refusal, refusal, refusal, refusal], "device/info": [refusal]]
        }
        let whole = await poll(busy, rests)
        #expect(whole.accounts[0].complete && whole.accounts[0].trouble == nil && rests.value == 3)
        #expect(whole.cameras.allSatisfy { $0.live?.value.address != nil && $0.encryption != nil })
        let (shut, more) = (FakeCloud(own: 20), Counter())
        shut.set { $0.standing["live/address/get"] = refusal }
        let part = await poll(shut, more)
        #expect(!part.accounts[0].complete && part.accounts[0].trouble != nil && more.value == 3)
        #expect(shut.calls("live/address/get") == 4 + 3, "the rest is left")
        #expect(part.accounts[0].deviceTroubles?.count == 20, "and that is said of each")
    }

    @Test("addresses are asked four at a time")
    func fourAtATime() async {
        let cloud = FakeCloud(own: 20)
        let service = service(settings(), cloud)
        let told = Counter()
        _ = await service.pollOnce(
            addresses: true,
            progress: { asked, count in
                if asked == 0, count == 20 { told.add() }
            })
        #expect(cloud.calls("live/address/get") == 20)
        #expect(cloud.set { $0.mostRunning } <= 4)
        #expect(told.value == 1)
    }

    @Test("the timer polls by itself, and the countdown names the next poll")
    func timer() async {
        let cloud = FakeCloud(own: 3)
        let service = service(settings(interval: 0.2), cloud)
        let watcher = Watcher(service)
        await service.start()
        let first = await watcher.first { $0.cameras.count == 3 && !$0.poll.polling }
        #expect(first?.poll.next != nil)
        cloud.set { $0.devices[0].status = 0 }
        let second = await watcher.first { $0.camera("C10000000")?.status?.value == .offline }
        #expect(second?.events.contains { $0.what == .status(from: .online, to: .offline) } == true)
        await service.stop()
    }

    @Test("nothing is asked while paused, and everything when asked by hand")
    func paused() async {
        let cloud = FakeCloud(own: 1)
        let service = service(settings(), cloud)
        let watcher = Watcher(service)
        await service.setPaused(true)
        await service.start()
        _ = await watcher.first { $0.poll.paused }
        #expect(cloud.calls("device/list") == 0)
        await service.refreshAll()
        #expect(await watcher.first { $0.cameras.count == 1 } != nil)
        await service.stop()
    }

    @Test("visible rows get their addresses, and none is asked before the first poll is whole")
    func visible() async {
        let cloud = FakeCloud(own: 3)
        cloud.set { $0.channels[1].isEncrypt = 1 }
        cloud.close("camera/list")
        let service = service(settings(), cloud)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 3 }
        #expect(cloud.calls("live/address/get") == 0)
        cloud.open("camera/list")
        _ = await watcher.first { $0.cameras.allSatisfy { $0.encryption != nil } }
        await service.show(service.snapshot.cameras.map(\.id))
        let ready = await watcher.first { $0.cameras.filter { $0.live != nil }.count == 2 }
        #expect(ready != nil)
        #expect(ready?.camera("C10000001")?.liveState(at: Date()) == .encrypted)
        #expect(cloud.calls("live/address/get") == 2)
        await service.stop()
    }

    @Test("an account that hangs holds no other up")
    func sideBySide() async {
        let slow = FakeCloud(own: 1)
        slow.close("device/list")
        let quick = FakeCloud(own: 2)
        let clouds = Clouds([slow, quick])
        let service = DeviceService(settings(["slow", "quick"], interval: 0.2)) { _ in clouds.next() }
        let watcher = Watcher(service)
        await service.start()
        let seen = await watcher.first { $0.accounts[1].lastAnswer != nil }
        #expect(seen?.cameras.filter { $0.id.account == "quick" }.count == 2)
        #expect(quick.calls("device/list") >= 1)
        slow.open("device/list")
        #expect(await watcher.first { $0.accounts[0].lastAnswer != nil } != nil)
        await service.stop()
    }

    @Test("an address that hangs holds no list up")
    func slowAddress() async {
        let cloud = FakeCloud(own: 2)
        cloud.close("live/address/get")
        let service = service(settings(interval: 0.1), cloud)
        let watcher = Watcher(service)
        await service.start()
        // Before its channels are known a device stands as one row, which is another camera.
        _ = await watcher.first { $0.cameras.count == 2 && $0.cameras.allSatisfy { $0.id.channel != nil } }
        await service.show(service.snapshot.cameras.map(\.id))
        #expect(await watcher.first { $0.cameras.allSatisfy { $0.asking != nil } } != nil)
        cloud.set { $0.devices[0].status = 0 }
        #expect(await watcher.first { $0.camera("C10000000")?.status?.value == .offline } != nil)
        cloud.open("live/address/get")
        #expect(await watcher.first { $0.cameras.allSatisfy { $0.asking == nil } } != nil)
        await service.stop()
    }

    @Test("a list call that broke on the network is tried once more; one that breaks again is told, and recovers by itself")
    func unreachable() async {
        let cloud = FakeCloud(own: 1)
        let broken = PlatformError.transport(.unreachable("connection refused"))
        cloud.set { $0.faults["device/list"] = [broken] }
        let service = service(settings(interval: 0.1), cloud)
        let watcher = Watcher(service)
        await service.start()
        #expect(await watcher.first { $0.cameras.count == 1 && $0.accounts[0].trouble == nil } != nil)
        cloud.set {
            $0.standing["device/list"] = broken
            $0.standing["camera/list"] = broken
        }
        let lost = await watcher.first { $0.accounts[0].trouble != nil }
        #expect(lost?.accounts[0].trouble == .unreachable(reason: "connection refused", host: "127.0.0.1:1"))
        #expect(lost?.cameras.count == 1)
        #expect(lost?.accounts[0].complete == false)
        cloud.set { $0.standing = [:] }
        let back = await watcher.first { $0.accounts[0].trouble == nil && $0.events.contains { $0.what == .recovered } }
        #expect(back?.accounts[0].complete == true)
        await service.stop()
    }

    @Test("10029 stretches the interval, visibly")
    func limited() async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.standing["device/list"] = .refused(code: "10029", message: "调用频率超过限制") }
        let service = service(settings(interval: 0.1), cloud)
        let watcher = Watcher(service)
        await service.start()
        let stretched = await watcher.first { $0.poll.interval > 0.3 }
        #expect(stretched?.poll.configuredInterval == 0.1)
        #expect(stretched?.accounts[0].trouble?.isRefused("10029") == true)
        await service.stop()
    }

    @Test("pages that shift are read once more, and nothing is lost")
    func shifting() async {
        let cloud = ShiftingCloud(FakeCloud(own: 60))
        let service = DeviceService(settings()) { _ in cloud }
        let snapshot = await service.pollOnce(addresses: false)
        #expect(Set(snapshot.cameras.map(\.id.serial)).count == 60)
        #expect(snapshot.accounts[0].complete)
    }

    @Test("a page that cannot be read leaves the rest, and says that it is not all")
    func brokenPage() async {
        let cloud = FakeCloud(own: 120)
        cloud.set { $0.faults["camera/list"] = [.malformed("the reply is no JSON object")] }
        let service = service(settings(), cloud)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.count == 120)
        #expect(!snapshot.accounts[0].complete)
    }

    @Test("events stay bounded, and a storm of calls does not push a change out")
    func boundedEvents() async {
        let cloud = FakeCloud(own: 1)
        let (observed, service) = observedService(cloud)
        _ = await service.pollOnce(addresses: false)
        cloud.set { $0.devices[0].status = 0 }
        _ = await service.pollOnce(addresses: false)
        for number in 0..<3000 { observed.tell(CallRecord(name: CallName(rawValue: "x\(number)"), code: "200", milliseconds: 1)) }
        let snapshot = await service.snapshot
        #expect(snapshot.events.count <= 500)
        #expect(snapshot.events.map(\.number) == snapshot.events.map(\.number).sorted() && snapshot.events[0].number > 0)
        #expect(snapshot.events.contains { $0.what == .status(from: .online, to: .offline) })
        #expect(snapshot.accounts[0].calls == 3000)
    }
}
