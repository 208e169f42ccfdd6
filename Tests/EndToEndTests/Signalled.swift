import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Commands without a screen and their signals", .serialized, .heavy)
struct Signalled {
    /// The state of a process as /proc has it, once it is that one.
    private func waits(_ process: pid_t, for state: Character) -> Bool {
        for _ in 0..<500 {
            let status = (FileManager.default.contents(atPath: "/proc/\(process)/stat")).map {
                String(decoding: $0, as: UTF8.self)
            }
            if status?.split(separator: " ").dropFirst(2).first?.first == state { return true }
            poll(nil, 0, 10)
        }
        return false
    }

    @Test("watch and simulate stop at ^Z, as their shell sees", arguments: [["watch"], ["simulate"]])
    func suspended(_ arguments: [String]) throws {
        let (cloud, home) = (try Cloud(), try Home())
        // A shell with job control above it: the kernel does not stop an orphan.
        let pty = try Pty(
            "/bin/sh",
            ["-c", "set -m; \"$@\" & echo $!; wait $!; echo ended $?; kill -KILL $!", "sh", builtProduct("eztop")] + arguments,
            environment: cloud.environment.merging(home.environment) { $1 })
        try pty.wait("its number") { $0.contains(0x0A) }
        let process = try #require(pid_t(pty.text.prefix { $0.isNumber }))
        #expect(waits(process, for: "S"))
        kill(process, SIGTSTP)
        try pty.wait(for: "ended \(128 + SIGTSTP)")
        _ = try pty.exit()
    }

    @Test("no command leaves a core file, whatever the limit was")
    func cores() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let script =
            "ulimit -c unlimited; \"$1\" watch >/dev/null & sleep 0; while ! grep -q 'core file size *0 *0' /proc/$!/limits; do :; done; kill $!; echo none"
        let tool = try Tool(
            "sh", ["-c", script, "sh", builtProduct("eztop")], environment: cloud.environment.merging(home.environment) { $1 })
        #expect(tool.text == "none\n")
    }

    @Test(
        "whatever ends watch, what it has seen is kept; a service manager sees a clean stop",
        arguments: [(SIGTERM, 0), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int)])
    func kept(_ signal: Int32, _ code: Int) async throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        // Its standard error is no terminal, as a service manager has it.
        let pty = try Pty(
            "/bin/sh",
            ["-c", "set -m; \"$1\" watch 2>/dev/null & echo $!; wait $!; echo ended $?", "sh", builtProduct("eztop")],
            environment: cloud.environment.merging(home.environment) { $1 })
        try pty.wait("its number") { $0.contains(0x0A) }
        let process = try #require(pid_t(pty.text.prefix { $0.isNumber }))
        for list in ["device/list", "camera/list", "trust/device/list"] { try await cloud.waitForCalls(list, atLeast: 2) }
        kill(process, signal)
        try pty.wait(for: "ended \(code)")
        let kept = try python(
            """
            import sqlite3, sys
            state = sqlite3.connect(sys.argv[1])
            print(state.execute("select count(*) from cameras where status is not null").fetchone()[0],
                  state.execute("select sum(count) >= 6 from calls").fetchone()[0])
            """, [home.path + "/state/eztop/state.db"])
        #expect(kept.text == "15 1\n", "\(kept.text)")
    }

    @Test(
        "what whoever started it had it ignore ends nothing: a hangup under nohup, ^C where a script put it behind itself",
        arguments: [
            ("HUP", SIGHUP, SIGTERM, 0), ("INT", SIGINT, SIGTERM, 0), ("QUIT", SIGQUIT, SIGTERM, 0),
            ("TERM", SIGTERM, SIGINT, 130),
        ] as [(String, Int32, Int32, Int)])
    func ignored(_ name: String, _ ignored: Int32, _ end: Int32, _ code: Int) async throws {
        let (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
        let script = "set -m; trap '' \(name); \"$1\" watch 2>/dev/null & echo $!; wait $!; echo ended $?"
        let pty = try Pty(
            "/bin/sh", ["-c", script, "sh", builtProduct("eztop")],
            environment: cloud.environment.merging(home.environment) { $1 })
        try pty.wait("its number") { $0.contains(0x0A) }
        let process = try #require(pid_t(pty.text.prefix { $0.isNumber }))
        try await cloud.waitForCalls("device/list", atLeast: 2)
        kill(process, ignored)
        try await cloud.waitForCalls("device/list", atLeast: 4)
        kill(process, end)
        try pty.wait(for: "ended \(code)")
    }

    @Test("watch of a key that is refused ends with 77, also where every account's is")
    func refused() throws {
        let (cloud, home) = (try Cloud(), try Home())
        let wrong = ["EZTOP_BASE_URL": cloud.base, "EZTOP_APP_KEY": cloud.appKey, "EZTOP_APP_SECRET": "wrong"]
        let run = try Run(["watch"], in: home, wrong)
        #expect(run.status == .code(77) && run.text.isEmpty && !run.errors.isEmpty, "\(run)")
        let both = try Home(
            configuration: ["a", "b"].map {
                """
                [[accounts]]
                name = "\($0)"
                base_url = "\(cloud.base)"
                app_key = "\(cloud.appKey)"
                app_secret = "wrong"

                """
            }.joined())
        let all = try Run(["watch"], in: both)
        #expect(all.status == .code(77) && all.errors.contains("a: ") && all.errors.contains("b: "), "\(all)")
    }
}
