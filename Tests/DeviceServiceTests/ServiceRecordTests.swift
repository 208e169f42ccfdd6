import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Synchronization
import TestSupport
import Testing
import Vocabulary

@Suite("What the service says it does", .timeLimit(.minutes(1)))
struct ServiceRecordTests {
    @Test("each request with the number of its account, what the plan finds due, and each save with its fault")
    func all() async throws {
        let cloud = FakeCloud(own: 2)
        let seen = Seen()
        let folder = try TemporaryFolder()
        var wanted = settings(["home", "shop"], addresses: false)
        wanted.stateFile = StateFile(folder: folder.path + "/state")
        wanted.log = { seen.add($0) }
        let service = DeviceService(wanted) { observe in
            // Fakes tell nobody of their calls.
            observe(CallRecord(name: "device/list", code: "200", milliseconds: 7))
            return cloud
        }
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 4 && !$0.poll.polling }
        await service.stop()
        let calls = seen.all.compactMap { if case .call(let account, let call) = $0 { (account, call.name) } else { nil } }
        #expect(calls.map(\.0) == [1, 2] && calls.map(\.1) == ["device/list", "device/list"])
        let plans = seen.all.compactMap { record -> (Int, Set<ScheduledCall.Kind>)? in
            if case .plan(let account, let due, _) = record { (account, Set(due)) } else { nil }
        }
        for account in [1, 2] {
            #expect(plans.contains { $0.0 == account && $0.1.isSuperset(of: [.deviceList, .cameraList]) })
        }
        #expect(plans.allSatisfy { !$0.1.isEmpty })
        #expect(seen.all.contains(.saved(fault: nil)))
    }

    @Test("a state file that cannot be written is told with its fault")
    func unsaved() async throws {
        let cloud = FakeCloud(own: 1)
        let seen = Seen()
        let folder = try TemporaryFolder()
        try Data("no folder".utf8).write(to: URL(filePath: folder.path + "/file"))
        var wanted = settings(addresses: false)
        wanted.stateFile = StateFile(folder: folder.path + "/file")
        wanted.log = { seen.add($0) }
        let service = service(wanted, cloud)
        await service.start()
        await service.stop()
        let faults = seen.all.compactMap { if case .saved(let fault) = $0 { fault } else { nil } }
        #expect(!faults.isEmpty)
    }
}

/// Records as they come.
final class Seen: Sendable {
    private let records = Mutex<[ServiceRecord]>([])

    var all: [ServiceRecord] { records.withLock { $0 } }

    func add(_ record: ServiceRecord) { records.withLock { $0.append(record) } }
}
