import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@Suite("What the models can do, as the service asks it", .serialized, .heavy, .timeLimit(.minutes(1)))
struct CapacityTests {
    @Test("one call for three cameras of one model, and what it says is on each; hosted ones are asked with their own token")
    func once() async {
        let cloud = FakeCloud(own: 3, hosted: 1)
        cloud.set { state in
            for serial in state.devices.map(\.serial) {
                state.capacities[serial] = Capacity(encrypts: false, captures: true)
            }
            state.capacities["H10000000"] = Capacity(encrypts: true, captures: false)
        }
        let service = service(settings(sources: [.own, .hosted], interval: 0.2), cloud)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 4 }
        await service.show(await service.snapshot.cameras.map(\.id))
        let snapshot = await watcher.first { $0.cameras.count == 4 && $0.cameras.allSatisfy { $0.capacity != nil } }
        #expect(snapshot?.cameras.map { $0.capacity?.encrypts } == [false, false, false, true])
        #expect(snapshot?.cameras.map { $0.capacity?.captures } == [true, true, true, false])
        _ = await cloud.reaches(8, "device/list")
        #expect(cloud.calls("device/capacity") == 2)
        #expect(cloud.set { $0.tokensUsed["device/capacity"] } == ["own", "hosted"])
        await service.stop()
    }
}
