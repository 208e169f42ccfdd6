import DeviceService
import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@Suite("Three days of a service that never goes", .serialized, .heavy, .timeLimit(.minutes(2)))
struct ThreeDaysTests {
    @Test(
        "a poll a minute, with cameras that come, go and are renamed: memory and descriptors are what they were after the first day"
    )
    func flat() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder(), clock = VirtualClock()
            let cloud = FakeCloud(own: 20)
            var settings = DeviceServiceTests.settings(interval: 60, addresses: false)
            settings.stateFile = StateFile(folder: folder.path + "/eztop")
            settings.keepsCameras = true
            let service = DeviceService(settings, clock: clock) { _ in cloud }
            func day(_ number: Int) async -> (memory: Int, descriptors: Int) {
                for minute in 0..<1440 {
                    cloud.set { state in
                        let place = minute % state.devices.count
                        state.devices[place].status = state.devices[place].status == 1 ? 0 : 1
                        state.devices[place].name = "Camera \(number)-\(minute)"
                        // What the test's own cloud notes down is not the service's.
                        (state.asked, state.bases, state.validateCodes) = ([], [], [])
                    }
                    _ = await service.pollOnce(addresses: false)
                    clock.advance(by: 60)
                }
                let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
                return (residentMemory(), descriptors)
            }
            let first = await day(1)
            _ = await day(2)
            let third = await day(3)
            let snapshot = await service.snapshot
            precondition(snapshot.cameras.count == 20 && !snapshot.events.isEmpty)
            precondition(third.descriptors <= first.descriptors, "\(first) \(third)")
            precondition(third.memory < first.memory + 4 << 20, "\(first) \(third)")
            await service.stop()
        }
    }
}
