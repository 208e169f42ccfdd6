import FoundationEssentials
import System
import TestSupport
import Testing

@testable import DeviceService

@Suite("What only one process does at a time")
struct FileLockTests {
    @Test("when it was last done is known to the moment, not to the kernel's last tick: who waits from then on waits long enough")
    func lastUse() throws {
        let folder = try TemporaryFolder()
        guard let directory = Folder(private: folder.path + "/cache") else {
            Issue.record("no folder")
            return
        }
        for round in 0..<100 {
            let before = Date()
            guard case .taken(let lock) = directory.lock("capture-\(round % 2).lock") else {
                Issue.record("nobody else holds it")
                return
            }
            let last = lock.lastUse
            #expect(last.map { $0 <= before } ?? (round < 2))
            lock.noteUse()
            let found = lock.lastUse
            let noted = try #require(found)
            #expect(noted >= before && noted <= Date(), "round \(round): \(noted.timeIntervalSince(before))")
        }
    }
}
