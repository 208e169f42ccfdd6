import CChild
import Delivery
import Glibc
import TestSupport
import Testing

private func text(_ finished: Finished) -> String { String(decoding: finished.output, as: UTF8.self) }

private func shell(_ script: String, asksOnTerminal: Bool = false, limit: Double = 20) throws -> Finished {
    try Child(["sh", "-c", script], output: .captured(limit: 4_096), asksOnTerminal: asksOnTerminal).run(limit: limit)
}

@Suite("Child", .serialized, .heavy)
struct ChildTests {
    /// Whether a process has ended, waiting for it at most five seconds.
    private func hasEnded(_ pid: pid_t) -> Bool {
        let descriptor = eztop_child_descriptor(pid)
        guard descriptor >= 0 else { return errno == ESRCH }
        defer { close(descriptor) }
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 5_000) == 1
    }

    @Test("gets a clean signal mask and default dispositions, whatever ours are")
    func signals() throws {
        var blocked = sigset_t(), before = sigset_t()
        sigemptyset(&blocked)
        for signal in [SIGTERM, SIGINT, SIGWINCH] { sigaddset(&blocked, signal) }
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        let ignored = signal(SIGUSR2, SIG_IGN)
        defer {
            signal(SIGUSR2, ignored)
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        let status = text(try Child(["cat", "/proc/self/status"], output: .captured(limit: 65_536)).run(limit: 20))
        func signals(_ name: String) throws -> UInt64 {
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name) })
            return try #require(UInt64(line.suffix(16), radix: 16))
        }
        #expect(try signals("SigBlk:") == 0)
        // Signals 32 and 33 are libc's own, and it always hands them on ignored.
        #expect(try signals("SigIgn:") & ~(3 << 31) == 0)
    }

    @Test("inherits no descriptor but 0, 1 and 2")
    func descriptors() throws {
        let leaked = (0..<8).map { _ in open("/dev/null", O_RDONLY) }
        defer { for number in leaked { close(number) } }
        let listed = try Child(["ls", "/proc/self/fd"], output: .captured(limit: 4_096)).run(limit: 20)
        // The fourth is the one that `ls` reads the folder with.
        #expect(text(listed) == "0\n1\n2\n3\n")
    }

    @Test("reads its input to the end", arguments: [0, 1, 300_000])
    func input(_ size: Int) throws {
        let bytes = (0..<size).map { UInt8($0 % 251) }
        let finished = try Child(["cat"], input: .bytes(bytes), output: .captured(limit: 1_000_000)).run(limit: 20)
        #expect(finished.output == bytes)
        #expect(finished.ending == .exited(status: 0))
    }

    @Test("may leave its input unread")
    func unreadInput() throws {
        let finished = try Child(["true"], input: .bytes(Array(repeating: 65, count: 1_000_000))).run(limit: 20)
        #expect(finished.ending == .exited(status: 0))
    }

    @Test("has an empty input where none is given")
    func noInput() throws {
        #expect(try Child(["cat"], output: .captured(limit: 10)).run(limit: 20) == Finished(ending: .exited(status: 0)))
    }

    @Test("keeps standard error apart")
    func errors() throws {
        let finished = try Child(
            ["sh", "-c", "echo out; echo err >&2"], output: .captured(limit: 10), errors: .captured(limit: 10)
        ).run(limit: 20)
        #expect(finished.output == Array("out\n".utf8))
        #expect(finished.errors == Array("err\n".utf8))
    }

    @Test("ends with its status, or the signal that ended it")
    func endings() throws {
        #expect(try shell("exit 7").ending == .exited(status: 7))
        #expect(try shell("kill -TERM $$").ending == .killed(signal: 15))
    }

    @Test("is killed at its limit, with all of its process group")
    func limit() throws {
        let finished = try shell("tail -f /dev/null & echo $!; echo $$; wait", limit: 0.3)
        #expect(finished.ending == .timedOut)
        let pids = text(finished).split(separator: "\n").compactMap { pid_t($0) }
        #expect(pids.count == 2)
        for pid in pids { #expect(hasEnded(pid)) }
    }

    @Test("is killed at its limit even when its output never runs dry, and that is bounded")
    func endlessOutput() throws {
        let finished = try Child(["yes"], output: .captured(limit: 1_000)).run(limit: 0.3)
        #expect(finished.ending == .timedOut)
        #expect(finished.output.count == 1_000)
        #expect(finished.truncated)
    }

    @Test("is not held up by output that nobody keeps")
    func largeOutput() throws {
        let finished = try Child(["head", "-c", "5000000", "/dev/zero"], output: .captured(limit: 1_000)).run(limit: 20)
        #expect(finished == Finished(ending: .exited(status: 0), output: Array(repeating: 0, count: 1_000), truncated: true))
    }

    @Test("has ended when itself has, though it left somebody behind with its output")
    func background() throws {
        let finished = try shell("tail -f /dev/null & echo $!")
        #expect(finished.ending == .exited(status: 0))
        let pid = try #require(pid_t(text(finished).dropLast()))
        kill(pid, SIGKILL)
    }

    @Test("leaves no zombie")
    func reaped() throws {
        let pid = try #require(pid_t(text(try shell("echo $$")).dropLast()))
        #expect(kill(pid, 0) == -1)
    }

    @Test("leads a process group of its own, unless it asks on the terminal")
    func group() throws {
        let script = "read -r _ _ _ _ group _ </proc/$$/stat; echo $group"
        #expect(try pid_t(text(shell(script, asksOnTerminal: true)).dropLast()) == getpgrp())
        #expect(try pid_t(text(shell(script)).dropLast()) != getpgrp())
    }

    @Test("sees none of our secrets in its environment, and no terminal unless it asks there")
    func withheld() async {
        await #expect(processExitsWith: .success) {
            setenv("EZTOP_APP_SECRET", "marked", 1)
            setenv("EZTOP_HARMLESS", "shown", 1)
            let own = text(try Child(["env"], output: .captured(limit: 65_536)).run(limit: 20))
            #expect(!own.contains("marked") && own.contains("EZTOP_HARMLESS=shown"))
            let given = ["PATH": "/usr/bin:/bin", "EZTOP_VERIFICATION_CODE": "marked", "A": "b"]
            let others = text(try Child(["env"], output: .captured(limit: 4_096), environment: given).run(limit: 20))
            #expect(!others.contains("marked") && others.contains("A=b"))
            #expect(text(try shell("(: < /dev/tty) 2>/dev/null && echo terminal || echo none")) == "none\n")
        }
    }

    @Test("gets the environment it is given and nothing else")
    func environment() throws {
        let finished = try Child(["/usr/bin/env"], output: .captured(limit: 100), environment: ["A": "1=2"]).run(limit: 20)
        #expect(text(finished) == "A=1=2\n")
    }

    @Test("cannot be started when there is no such program, or it is none")
    func missing() throws {
        #expect(throws: ChildError.notFound(program: "no-such-program")) { try Child(["no-such-program"]).run(limit: 1) }
        #expect(throws: ChildError.notExecutable(program: "/etc")) { try Child(["/etc"]).run(limit: 1) }
        #expect(throws: ChildError.invalidArguments) { try Child([]).run(limit: 1) }
        #expect(throws: ChildError.invalidArguments) { try Child(["echo", "a\0b"]).run(limit: 1) }
    }

    @Test("leaves no descriptor open behind it")
    func descriptorsStayFlat() async {
        await #expect(processExitsWith: .success) {
            func count() throws -> Int {
                let folder = try #require(opendir("/proc/self/fd"))
                defer { closedir(folder) }
                var count = 0
                while readdir(folder) != nil { count += 1 }
                return count
            }
            let before = try count()
            for _ in 0..<60 {
                let child = Child(["true"], input: .bytes([1]), output: .captured(limit: 1), errors: .captured(limit: 1))
                _ = try child.run(limit: 20)
                _ = try? Child(["no-such-program"], output: .captured(limit: 1)).run(limit: 20)
            }
            // Dispatch has one open for a moment now and then.
            #expect(try count() < before + 10)
        }
    }
}
