import FoundationEssentials
import Glibc
import System
import TestSupport
import Testing

@testable import DeviceService

@Suite("What only one process does at a time")
struct FileLockTests {
    @Test("a lock that is another name of some file is made anew, and that file keeps what it holds")
    func hardLink() throws {
        let folder = try TemporaryFolder(), victim = folder.path + "/id_ed25519"
        guard let directory = Folder(private: folder.path + "/state") else {
            Issue.record("no folder")
            return
        }
        try Folder(folder.path).write("key".utf8, to: "id_ed25519", mode: 0o600)
        try #require(Glibc.link(victim, folder.path + "/state/eztop.lock") == 0)
        guard case .taken(let lock) = directory.lock("eztop.lock") else {
            Issue.record("nobody else holds it")
            return
        }
        lock.noteHolder()
        let kept = try Folder(folder.path).read("id_ed25519", limit: 100)
        #expect(kept == Array("key".utf8))
        try #require(Glibc.link(victim, folder.path + "/state/state.db") == 0)
        let isTaken = directory.prepare("state.db")
        #expect(!isTaken)
    }

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
