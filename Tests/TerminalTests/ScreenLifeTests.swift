import Glibc
import TestSupport
import Testing

@Suite("The terminal is taken and given back whole", .serialized, .heavy)
struct ScreenLifeTests {
    @Test("modes go on at the start and off at the end, in one write each with the screen")
    func modes() throws {
        let pty = try probe(["keys"])
        try pty.wait(for: "80x24")
        let start = pty.text
        #expect(start.hasPrefix("\u{1b}[?1049h"))
        for mode in ["\u{1b}[?2004h", "\u{1b}[?1004h", "\u{1b}[?25l"] { #expect(start.contains(mode)) }
        #expect(!start.contains("\u{1b}[?1049l"), "the screen is entered once")
        #expect(!start.contains("\u{1b}[?1000h"), "the mouse is off")
        #expect(!start.contains("\u{1b}]104"), "the user's palette is left alone")
        #expect(!pty.isRestored)
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(pty.hasLeft)
        #expect(pty.isRestored)
    }

    @Test(
        "signals end it with their code, and the terminal is whole",
        arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 131)] as [(Int32, Int32)])
    func signals(signal: Int32, code: Int32) throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        pty.signal(signal)
        #expect(try pty.exit() == .code(code))
        #expect(pty.hasLeft && pty.isRestored)
    }

    @Test("what whoever started it had it ignore ends no screen either", arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func ignored(signal: Int32) throws {
        let pty = try Pty(
            "/bin/sh", ["-c", "trap '' TERM INT HUP QUIT; exec \"$1\" rows", "sh", builtProduct("TerminalProbe")],
            environment: ["SWIFT_BACKTRACE": "enable=no"])
        try pty.wait(for: "cameras")
        pty.signal(signal)
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(pty.hasLeft && pty.isRestored)
    }

    @Test("SIGTERM at any moment of the start ends it with a whole terminal", arguments: 0..<12)
    func early(turn: Int) throws {
        let pty = try probe(["rows"])
        try pty.wait("the first bytes") { $0.count > turn * 150 }
        pty.signal(SIGTERM)
        #expect(try pty.exit() == .code(143))
        #expect(pty.hasLeft && pty.isRestored)
    }

    @Test(
        "a crash ends by its signal, with a whole terminal and the last words after it",
        arguments: [("S", [SIGSEGV]), ("F", [SIGILL, SIGTRAP]), ("B", [SIGILL, SIGTRAP])])
    func crash(key: String, ends: [Int32]) throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        pty.send(key)
        #expect(ends.map(ExitStatus.signal).contains(try pty.exit()))
        #expect(pty.isRestored)
        let left = try #require(pty.text.firstRange(of: "\u{1b}[?1049l"))
        #expect(pty.text.contains("\u{1b}[?2004l"))
        guard key != "S" else { return }
        let words = try #require(pty.text.firstRange(of: key == "F" ? "these are the last words" : "died elsewhere"))
        #expect(left.upperBound <= words.lowerBound, "said on the user's screen, not on the one that goes away")
    }

    @Test("killed from outside by a fault's signal it still gives the terminal back", arguments: [SIGSEGV, SIGABRT, SIGBUS])
    func killed(signal: Int32) throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        pty.signal(signal)
        #expect(try pty.exit() == .signal(signal))
        #expect(pty.isRestored && pty.text.contains("\u{1b}[?1049l"))
    }

    @Test("exit(3) from anywhere gives the terminal back")
    func exitCall() throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        pty.send("X")
        #expect(try pty.exit() == .code(3))
        #expect(pty.hasLeft && pty.isRestored)
    }

    @Test("a terminal that is closed ends it with 129")
    func hangup() throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        pty.hangUp()
        #expect(try pty.exit() == .code(129))
    }

    @Test("a terminal that is closed without a SIGHUP ends it too, instead of letting it spin")
    func orphan() throws {
        // The shell leads the session and alone hears the hang-up; it goes on waiting for its child.
        let script = "trap '' HUP; '\(builtProduct("TerminalProbe"))' rows; exit $?"
        let pty = try Pty("sh", ["-c", script])
        try pty.wait(for: "cameras")
        pty.hangUp()
        #expect(try pty.exit() == .code(129))
    }

    @Test("a terminal that takes nothing any more does not keep it from ending")
    func stalled() throws {
        let pty = try probe(["rows"], columns: 200, rows: 60)
        try pty.wait(for: "cameras")
        // Each ^L is a whole screen. Nobody reads them, until the program cannot take another.
        var reads = -1
        while try readCalls(pty.process) != reads {
            reads = try readCalls(pty.process)
            pty.send("\u{c}", reading: false)
            for _ in 0..<20 where try readCalls(pty.process) == reads { poll(nil, 0, 10) }
        }
        pty.signal(SIGTERM)
        #expect(try pty.exit(reading: false) == .code(143))
        #expect(pty.isRestored)
    }

    /// How often a process has read so far.
    private func readCalls(_ process: pid_t) throws -> Int {
        let lines = try Tool("cat", ["/proc/\(process)/io"]).text.split(separator: "\n")
        return Int(try #require(lines.first { $0.hasPrefix("syscr: ") }).dropFirst(7)) ?? 0
    }

    @Test("stderr is kept off the screen, in the file that was named")
    func errorLog() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/errors"
        let pty = try probe(["rows"], environment: ["ERROR_LOG": path])
        try pty.wait(for: "cameras")
        pty.send("F")
        _ = try pty.exit()
        let file = try Tool("cat", [path])
        #expect(file.text.contains("these are the last words"))
        #expect(try Tool("stat", ["-c", "%a", path]).text == "600\n")
    }

    @Test("nothing is left behind for a child: no descriptor survives exec but the three")
    func descriptors() throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        let open = try Tool("ls", ["/proc/\(pty.process)/fd"]).text.split(separator: "\n").filter { (Int($0) ?? 0) > 2 }
        #expect(!open.isEmpty)
        for descriptor in open {
            let info = try Tool("cat", ["/proc/\(pty.process)/fdinfo/\(descriptor)"]).text
            let flags = try #require(info.split(separator: "\n").first { $0.hasPrefix("flags:") })
            let bits = try #require(Int(flags.dropFirst(6).filter { $0 != "\t" }, radix: 8))
            #expect(bits & 0o2000000 != 0, "descriptor \(descriptor) is not closed on exec")
        }
        pty.send("q")
        _ = try pty.exit()
    }

    @Test("it leaves no core file: a core would hold tokens")
    func core() throws {
        let pty = try probe(["rows"])
        try pty.wait(for: "cameras")
        let limits = try Tool("cat", ["/proc/\(pty.process)/limits"]).text
        #expect(
            limits.split(separator: "\n").contains { $0.hasPrefix("Max core file size") && $0.split(separator: " ")[4] == "0" })
    }

    @Test(
        "without a terminal, or with a dumb one, it refuses and writes no sequence",
        arguments: [("dumb", "dumb"), ("", "dumb")])
    func dumb(term: String, error: String) throws {
        let pty = try probe(["rows"], environment: ["TERM": term])
        #expect(try pty.exit() == .code(64))
        #expect(pty.text == "\(error)\r\n")
        #expect(pty.isRestored)
    }

    @Test("with stdout in a pipe it refuses and writes no sequence")
    func pipe() throws {
        let tool = try Tool(builtProduct("TerminalProbe"), ["rows"], environment: ["TERM": "xterm-256color"])
        #expect(tool.status == .code(64))
        #expect(tool.text == "notATerminal\n")
    }
}
