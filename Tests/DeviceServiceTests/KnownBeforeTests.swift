import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@Suite("What is known of before", .serialized, .heavy, .timeLimit(.minutes(1)))
struct KnownBeforeTests {
    let clock = VirtualClock()
    let device = DeviceID(account: "home", serial: "C10000000")

    @Test("a clock that was set back after a switch takes no list's word away", arguments: [-28800.0, -60, 3600])
    func clockSet(step: TimeInterval) async {
        let cloud = FakeCloud(own: 1)
        let service = service(settings(addresses: false), cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        #expect(await service.switchEncryption(device, on: true) == .done)
        clock.advance(by: 10)
        #expect(await service.pollOnce(addresses: false).cameras[0].encryption?.value == .on)
        clock.jump(by: step)
        clock.advance(by: 10)
        cloud.set { $0.channels[0].isEncrypt = 0 }
        let row = await service.pollOnce(addresses: false).cameras[0]
        #expect(row.encryption?.value == .off && row.encryption?.checked == clock.now)
        await service.stop()
    }

    @Test("what is switched through one account did not come by itself in the other, which has the same device")
    func twoAccounts() async {
        let cloud = FakeCloud(own: 1)
        let service = service(settings(["home", "works"], addresses: false), cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        for (number, account) in ["home", "works"].enumerated() {
            clock.advance(by: 200)
            #expect(await service.switchEncryption(DeviceID(account: account, serial: device.serial), on: number == 0) == .done)
            clock.advance(by: 10)
            _ = await service.pollOnce(addresses: false)
        }
        let authors = await service.snapshot.events.compactMap { event -> String? in
            guard case .encryption(_, let to, let author) = event.what else { return nil }
            return "\(event.account) \(to) \(author)"
        }
        #expect(Set(authors) == ["home on you", "works on another", "home off another", "works off you"])
        await service.stop()
    }

    @Test("on an exhausted plan one poll asks no more addresses than are under way, the next one alone, and says what is left")
    func exhausted() async {
        let cloud = FakeCloud(own: 20)
        cloud.set { $0.standing["live/address/get"] = .refused(code: "10007", message: "") }
        let service = service(settings(), cloud, clock: clock)
        let first = await service.pollOnce(addresses: true)
        #expect(cloud.calls("live/address/get") == 4)
        #expect(!first.accounts[0].complete && first.accounts[0].deviceTroubles?.count == 16)
        let second = await service.pollOnce(addresses: true)
        #expect(cloud.calls("live/address/get") == 5 && !second.accounts[0].complete)
        cloud.set { $0.standing = [:] }
        let third = await service.pollOnce(addresses: true)
        #expect(cloud.calls("live/address/get") == 25 && third.accounts[0].complete)
        await service.stop()
    }
}
