import TestSupport
import Testing

@Suite("What goes over the wire", .serialized, .heavy)
struct TrafficTests {
    @Test("moving the selection by a row costs at most 300 bytes at 120×40")
    func movedRow() throws {
        let pty = try probe(["rows"], columns: 120, rows: 40)
        try pty.answerQuestions()
        _ = try pty.painted()
        var costs: [Int] = []
        for _ in 0..<30 {
            pty.send("j")
            costs.append(try pty.painted().count)
        }
        #expect(costs.allSatisfy { (1...300).contains($0) }, "\(costs)")
    }

    @Test("nothing is written when nothing has changed")
    func silence() throws {
        let pty = try probe(["rows"], columns: 120, rows: 40)
        try pty.answerQuestions()
        #expect(try !pty.painted().isEmpty)
        // Keys that change nothing, and a message: the loop paints after each.
        pty.send("xxh")
        #expect(try pty.painted() == [])
    }

    @Test("a frame is one write, however big", .enabled(if: (try? Tool("strace", ["-V"]))?.status == .code(0)))
    func writes() throws {
        let folder = try TemporaryFolder()
        let log = folder.path + "/trace"
        let pty = try Pty(
            "strace", ["-f", "-e", "trace=write", "-o", log, builtProduct("TerminalProbe"), "rows"], columns: 160, rows: 50)
        try pty.answerQuestions()
        _ = try pty.painted()
        for key in ["j", "\u{c}", "j", "\u{c}", "k"] {
            pty.send(key)
            #expect(try !pty.painted().isEmpty)
        }
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        let writes = try Tool("cat", [log]).text.split(separator: "\n").filter { $0.contains("write(1,") && !$0.contains("]52;") }
        // Entering, the first frame, one for each key, leaving; but for the marks of `painted`.
        #expect(writes.count == 8, "\(writes)")
    }
}
