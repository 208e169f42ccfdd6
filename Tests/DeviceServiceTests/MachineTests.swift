import Glibc
import TestSupport
import Testing

@testable import System

@Suite("Processes and users of the machine")
struct MachineTests {
    @Test(
        "one that has ended, and whose parent takes no notice of it, is not alive: its draft is swept, unless somebody has it locked"
    )
    func ended() throws {
        var process = pid_t(), words = [strdup("true"), nil], ending = siginfo_t()
        defer { free(words[0]) }
        try #require(posix_spawnp(&process, "true", nil, nil, &words, nil) == 0)
        try #require(waitid(P_PID, id_t(process), &ending, WEXITED | WNOWAIT) == 0)
        #expect(kill(process, 0) == 0 && !ProcessIdentity.isAlive(Int(process)))
        let folder = try TemporaryFolder()
        let place = try Folder(folder.path)
        let (left, held, own) = ("a.part-\(process).x", "b.part-\(process).x", "c.part-\(getpid()).x")
        for name in [left, held, own] { try place.write([], to: name, mode: 0o600) }
        let lock = open(folder.path + "/" + held, O_RDWR | O_CLOEXEC)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX) == 0)
        place.sweep()
        let stays = [left, held, own].map { place.holds($0) }
        #expect(stays == [false, true, true])
        waitpid(process, nil, 0)
        #expect(!ProcessIdentity.isAlive(Int(process)) && ProcessIdentity.isAlive(ProcessIdentity.own))
    }

    @Test("an entry of the databases may be large, but not without end")
    func largeEntries() {
        for (needed, isFound) in [(1000, true), (300_000, true), (16 << 20, true), (17 << 20, false)] {
            var largest = 0
            let found = UserAccount.lookUp { _, size -> (error: Int32, entry: Bool?) in
                largest = max(largest, size)
                return size < needed ? (ERANGE, nil) : (0, true)
            }
            #expect((found == true) == isFound && largest <= 16 << 20, "\(needed)")
        }
        #expect(UserAccount.lookUp { _, _ -> (error: Int32, entry: Int?) in (0, nil) } == nil)
        #expect(UserAccount(named: "root")?.number == 0 && UserAccount(0)?.groups.contains(0) == true)
        #expect(UserAccount.group(named: "root") == 0 && UserAccount.group(named: "no such group") == nil)
    }
}
