import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What stays on the disk after eztop was there.
@Suite("What a run leaves behind", .serialized, .heavy)
struct Remains {
    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test("the drafts of processes that were killed in a write go with the next one; those of living ones, and all else, stay")
    func drafts() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let gone = try Tool("sh", ["-c", "echo $$"]).text.filter { !$0.isNewline }
        let others = [
            "cameras.m3u.part-\(getpid()).abc", "cameras.m3u.part-", "cameras.m3u.part-\(gone)", "other.m3u.part-\(gone).abc",
            "cameras.m3u.part-0.abc", "cameras.m3u.part--1.abc",
        ]
        for name in others + ["cameras.m3u.part-\(gone).abc", "cameras.m3u.part-\(gone).def"] {
            try home.write("http://marked", to: name)
        }
        let before = Set(names(home.path))
        let run = try Run(["export", "m3u", "--output", home.path + "/cameras.m3u"], in: home, cloud.environment)
        #expect(run.status == .code(0), "\(run)")
        let left = names(home.path)
        #expect(others.allSatisfy(left.contains))
        #expect(Set(left).subtracting(before).isSubset(of: ["cameras.m3u", "cache", "state", "stderr"]))
        #expect(!left.contains { $0.hasPrefix("cameras.m3u.part-\(gone).") })
    }

    @Test("what a run writes is nobody else's to read or to change, whatever the umask")
    func umask() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        mkdir(home.path + "/out", 0o755)
        let script = """
            umask 0; cd "$HOME/out"
            "$0" devices --no-live && "$0" export m3u --output a.m3u && "$0" export go2rtc --output b.yaml && "$0" snapshot C69625501
            """
        #expect(try Tool("sh", ["-c", script, builtProduct("eztop")], environment: environment, within: 60).status == .code(0))
        let record = "umask 0; exec \"$0\" --record \"$HOME/out/session.jsonl\""
        let pty = try Pty("sh", ["-c", record, builtProduct("eztop")], environment: environment, columns: 120, rows: 40)
        try pty.wait(for: "every 30s")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(names(home.path + "/out") == ["C69625501-1.jpg", "a.m3u", "b.yaml", "session.jsonl"])
        let places = ["out", "cache", "state"].map { home.path + "/" + $0 }
        let open = try Tool("find", places + ["-mindepth", "1", "-perm", "/077"])
        // go2rtc may run as another user, and what it reads holds commands, no address: it may be read, and not written.
        #expect(open.text == home.path + "/out/b.yaml\n")
        #expect(try Tool("find", places + ["-mindepth", "1", "-perm", "/022"]).text == "")
    }

    @Test("a process that is killed at any moment damages nothing, and what it left is swept by the next ones")
    func killed() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let environment = cloud.environment.merging(home.environment) { $1 }
        let eztop = builtProduct("eztop")
        for step in 1...40 {
            let seconds = "0.\(step < 10 ? "0" : "")\(step)"
            // In the foreground `timeout` outlives its child and waits for it: one that dies in a write is gone before the next begins.
            let words = ["--foreground", "-s", "KILL", seconds, eztop, "devices", "--no-live"]
            _ = try Tool("timeout", words, environment: environment)
        }
        let last = try Run(["devices", "--no-live"], in: home, cloud.environment)
        #expect(last.status == .code(0), "\(last)")
        let check = try Tool("sqlite3", [home.path + "/state/eztop/state.db", "PRAGMA integrity_check"])
        #expect(check.text == "ok\n")
        #expect(names(home.path + "/cache/eztop").count == 3, "\(names(home.path + "/cache/eztop"))")
        #expect(names(home.path + "/state/eztop") == ["mark.key", "state.db"])
        let now = try Run(["devices"], in: home, cloud.environment)
        #expect(now.status == .code(0) && now.errors.isEmpty)
    }
}
