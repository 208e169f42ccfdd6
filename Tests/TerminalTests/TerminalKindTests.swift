import TestSupport
import Testing

@Suite("Kinds of terminals", .serialized, .heavy)
struct TerminalKindTests {
    @Test(
        "as many colours as TERM has, none with NO_COLOR",
        arguments: [
            ("xterm-256color", "", 256), ("xterm", "", 8), ("vt100", "", 0), ("linux", "", 8), ("xterm-256color", "1", 0),
            ("tmux-256color", "", 256), ("screen", "", 8),
        ])
    func colours(term: String, noColor: String, count: Int) throws {
        let pty = try probe(["keys"], environment: ["TERM": term, "NO_COLOR": noColor])
        try pty.wait(for: "colours \(count) ")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
        #expect(pty.isRestored)
    }

    @Test("a TERM that nobody knows is taken for xterm-256color, and that is known")
    func unknown() throws {
        let pty = try probe(["keys"], environment: ["TERM": "xterm-nonsense"])
        try pty.wait(for: "fell back xterm-256color")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
    }

    @Test("a plain terminal is asked nothing, and sent nothing it might print", arguments: ["vt100", "linux"])
    func plain(term: String) throws {
        let pty = try probe(["rows"], environment: ["TERM": term])
        try pty.wait(for: "cameras")
        pty.send("mq")
        #expect(try pty.exit() == .code(0))
        for sequence in ["\u{1b}[c", "\u{1b}[6n", "$p", "\u{1b}[?2004", "\u{1b}[?1004", "\u{1b}[?1000", "\u{1b}]2;", "…●"] {
            #expect(!pty.text.contains(sequence), "\(sequence.debugDescription)")
        }
    }

    @Test(
        "the width of ambiguous characters is what the terminal says",
        arguments: [(5, "narrow"), (9, "wide"), (6, "wide"), (13, "wide")])
    func ambiguous(column: Int, width: String) throws {
        let pty = try probe(["keys"])
        try pty.answerQuestions(column: column)
        try pty.wait(for: "probed \(width)")
        pty.send("q")
        #expect(try pty.exit() == .code(0))
    }

    @Test("the questions delay nothing: a frame is painted, and keys work, before any answer")
    func noAnswer() throws {
        let pty = try probe(["keys"])
        try pty.wait(for: "unanswered")
        pty.send("x")
        try pty.wait(for: "key x")
    }

    @Test("a terminal that knows only who it is leaves the width unknown")
    func partial() throws {
        let pty = try probe(["keys"])
        try pty.wait(for: "unanswered")
        pty.send("\u{1b}[?1;2c")
        try pty.wait(for: "probed nothing")
    }

    @Test("an answer that comes when the program is already leaving is not left to the shell")
    func lateAnswer() throws {
        let pty = try probe(["keys"])
        try pty.wait(for: "unanswered")
        pty.send("q")
        try pty.waitUntilRead()
        try pty.answerQuestions()
        #expect(try pty.exit() == .code(0))
        // Whatever nobody read would be echoed now that the line is as it was.
        #expect(!pty.text.contains("62;22c"))
    }

    @Test("a big frame goes between brackets where the terminal knows them, and nowhere else")
    func brackets() throws {
        for (state, expected) in [(2, true), (0, false)] {
            let pty = try probe(["rows"], columns: 120, rows: 40)
            try pty.answerQuestions(synchronized: state)
            _ = try pty.painted()
            pty.send("\u{c}")
            let frame = String(decoding: try pty.painted(), as: UTF8.self)
            #expect(frame.contains("cameras"))
            #expect(frame.hasPrefix("\u{1b}[?2026h") == expected)
            #expect(frame.hasSuffix("\u{1b}[?2026l") == expected)
        }
    }

    @Test("the title is set, and put back at the end")
    func title() throws {
        for (term, push, pop) in [
            ("xterm-256color", "\u{1b}[22;0;0t", "\u{1b}[23;0;0t"), ("tmux-256color", "\u{1b}[22;2t", "\u{1b}[23;2t"),
        ] {
            let pty = try probe(["rows"], environment: ["TERM": term])
            try pty.wait(for: "\u{1b}]2;probe\u{7}")
            #expect(pty.text.contains(push))
            pty.send("q")
            _ = try pty.exit()
            #expect(pty.text.contains(pop))
        }
    }

    @Test("the mouse is reported while the frame wants it")
    func mouse() throws {
        let pty = try probe(["keys"])
        try pty.wait(for: "80x24")
        pty.send("m")
        try pty.wait(for: "\u{1b}[?1000h\u{1b}[?1006h")
        pty.send("\u{1b}[<0;70;3M")
        try pty.wait(for: "press 69,2")
        pty.forget()
        pty.send("m")
        try pty.wait(for: "\u{1b}[?1006l\u{1b}[?1000l")
    }
}
