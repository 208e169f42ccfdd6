import TestSupport
import Testing

@Suite("What goes over the wire", .serialized)
struct TrafficTests {
    @Test("moving the selection by a row costs at most 300 bytes at 120×40")
    func movedRow() throws {
        let pty = try probe(["rows"], columns: 120, rows: 40)
        try pty.answerQuestions()
        pty.waitForSilence()
        var costs: [Int] = []
        for _ in 0..<30 {
            pty.forget()
            pty.send("j")
            try pty.wait("the moved row") { !$0.isEmpty }
            pty.waitForSilence(milliseconds: 20)
            costs.append(pty.output.count)
        }
        #expect(costs.allSatisfy { $0 <= 300 }, "\(costs)")
    }

    @Test("nothing is written when nothing has changed")
    func silence() throws {
        let pty = try probe(["rows"], columns: 120, rows: 40)
        try pty.answerQuestions()
        pty.waitForSilence()
        pty.forget()
        // Keys that change nothing, and a message: the loop paints after each.
        pty.send("xxh")
        pty.waitForSilence(milliseconds: 200)
        #expect(pty.output == [])
    }

    @Test("a frame is one write, however big", .enabled(if: (try? Tool("strace", ["-V"]))?.status == .code(0)))
    func writes() throws {
        let folder = try TemporaryFolder()
        let log = folder.path + "/trace"
        let pty = try Pty(
            "strace", ["-f", "-e", "trace=write", "-o", log, builtProduct("TerminalProbe"), "rows"], columns: 160, rows: 50)
        try pty.answerQuestions()
        pty.waitForSilence()
        for key in ["j", "\u{c}", "j", "\u{c}", "k"] {
            pty.forget()
            pty.send(key)
            try pty.wait("a frame") { !$0.isEmpty }
            pty.waitForSilence()
        }
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        let writes = try Tool("cat", [log]).text.split(separator: "\n").filter { $0.contains("write(1,") }
        // Entering, the first frame, one for each key, leaving.
        #expect(writes.count == 8, "\(writes)")
    }
}
