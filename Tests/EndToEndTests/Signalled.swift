import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Commands without a screen and their signals", .serialized)
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
}
