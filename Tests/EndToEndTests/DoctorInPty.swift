import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("eztop doctor in a real pty", .serialized, .heavy)
struct DoctorInPty {
    private let home: Home

    init() throws { home = try Home() }

    private func doctor(_ arguments: [String] = [], _ more: [String: String] = [:]) throws -> Pty {
        let environment = home.environment.merging(["NO_COLOR": "1"]) { $1 }.merging(more) { $1 }
        return try Pty(
            builtProduct("eztop"), ["doctor", "--demo"] + arguments, environment: environment, columns: 160, rows: 40)
    }

    /// Says how wide the samples are, as a terminal does that draws symbols so wide.
    private static func answers(symbol: Int) -> String {
        let widths = [symbol, symbol, symbol, symbol, 4, 1]
        return widths.map { "\u{1B}[1;\($0 + 1)R" }.joined() + "\u{1B}[?2026;2$y\u{1B}[?62;22c"
    }

    private static func answer(_ pty: Pty, symbol: Int = 1) throws {
        try pty.wait(for: "\u{1B}[c")
        pty.send(answers(symbol: symbol))
    }

    /// Runs it to its end with an answer in time. Its patience is short: where the machine was busy elsewhere it is run again.
    private func measured(_ arguments: [String], symbol: Int) throws -> Pty {
        var pty = try doctor(arguments)
        for _ in 0..<20 {
            try Self.answer(pty, symbol: symbol)
            #expect(try pty.exit() == .code(0))
            guard pty.text.contains("no answer within") else { break }
            pty = try doctor(arguments)
        }
        return pty
    }

    private static func line(_ check: String, of pty: Pty) -> String {
        let lines = pty.text.split(whereSeparator: \.isNewline).map(String.init)
        return lines.first { $0.contains("  \(check) ") } ?? ""
    }

    @Test("symbols one column wide are ok, two are a warning that names them")
    func widths() throws {
        for (symbol, words) in [
            (1, "ok    widths         │ … ● █ take one column each"), (2, "warn  widths         │ … ● █ take two columns"),
        ] {
            let pty = try measured(["--no-ask"], symbol: symbol)
            #expect(pty.text.contains(words))
            #expect(Self.line("terminal", of: pty).contains("160×40") && Self.line("terminal", of: pty).contains("synchronized"))
            #expect(pty.isRestored && !pty.text.contains("\u{1B}]52"), "nothing was sent to the clipboard")
        }
    }

    @Test("a terminal that answers nothing holds nothing up")
    func mute() throws {
        let start = ContinuousClock.now
        let pty = try doctor(["--no-ask"])
        #expect(try pty.exit() == .code(0))
        #expect(start.duration(to: .now) < .seconds(3))
        #expect(Self.line("widths", of: pty).contains("no answer within 150 ms"))
        #expect(pty.isRestored)
    }

    @Test("answers that come too late are neither keys nor left for the shell")
    func late() throws {
        let pty = try doctor()
        try pty.wait(for: "Press Down")
        pty.send(Self.answers(symbol: 1))
        pty.send("\u{1B}[B")
        try pty.wait(for: "Press PgDn")
        #expect(pty.text.contains("^[[B\r\n") && !pty.text.contains("^[[1;"))
        pty.send("qqq")
        try pty.wait(for: "did it arrive")
        pty.send("\r")
        #expect(try pty.exit() == .code(0))
        #expect(Self.line("keys", of: pty).contains("Down arrive"))
        // A shell in its place: what is left in the line is what it would read.
        let script = "\"$0\" doctor --demo; stty -icanon min 0 time 0; printf '<'; cat -v; printf '>'"
        let shell = try Pty(
            "sh", ["-c", script, builtProduct("eztop")], environment: home.environment.merging(["NO_COLOR": "1"]) { $1 },
            columns: 160)
        try shell.wait(for: "Press Down")
        for _ in 0..<4 { shell.send("q") }
        try shell.wait(for: "did it arrive")
        shell.send("\r" + Self.answers(symbol: 1))
        try shell.wait(for: ">", within: 20)
        #expect(shell.text.contains("<>"), "\(shell.text.debugDescription)")
    }

    @Test("keys: what arrived is shown with its bytes; a broken one is a warning; Enter and q skip")
    func keys() throws {
        let pty = try doctor()
        try Self.answer(pty)
        for (key, bytes) in [("Down", "\u{1B}OB"), ("PgDn", "\u{1B}[6^"), ("Esc", "\u{1B}"), ("Ctrl-P", "\r")] {
            try pty.wait(for: "Press \(key) ")
            pty.send(bytes)
        }
        try pty.wait(for: "did it arrive")
        pty.send("\r")
        #expect(try pty.exit() == .code(0))
        #expect(Self.line("keys", of: pty).hasPrefix("warn  keys           PgDn arrives as ^[[6^, which is no known key:"))
        #expect(pty.text.contains("^[OB\r\n") && pty.text.contains("^[\r\n") && pty.text.contains("skipped\r\n"))
        #expect(Self.line("clipboard", of: pty).hasPrefix("ok ") && pty.isRestored)
    }

    @Test("the clipboard gets the text that is asked after, by the way that y takes; an n is a failure with its mend")
    func clipboard() throws {
        for (key, code, words) in [("y", 0, "ok    clipboard      arrives through"), ("n", 1, "fail  clipboard      sent to")]
            as [(String, Int32, String)]
        {
            let pty = try doctor()
            try Self.answer(pty)
            for _ in 0..<4 { pty.send("q") }
            try pty.wait(for: "did it arrive")
            let sent = try #require(pty.text.split(separator: "\u{1B}]52;c;").last?.prefix { $0 != "\u{7}" })
            let text = String(decoding: try #require(Data(base64Encoded: String(sent))), as: UTF8.self)
            #expect(text.hasPrefix("eztop doctor ") && pty.text.contains("“\(text)”"))
            pty.send(key)
            #expect(try pty.exit() == .code(code))
            #expect(pty.text.contains(words) && pty.isRestored)
        }
        try home.write("clipboard = [\"eztop-no-such-program\"]\n", to: "config/eztop/config.toml")
        let pty = try doctor()
        try Self.answer(pty)
        for _ in 0..<4 { pty.send("q") }
        #expect(try pty.exit() == .code(1))
        #expect(Self.line("clipboard", of: pty).contains("eztop-no-such-program: not found"))
    }

    @Test("^C at any question ends it with 130, TERM and HUP with 143 and 129, and the terminal is as it was")
    func interrupted() throws {
        for presses in 0...4 {
            let pty = try doctor()
            try Self.answer(pty)
            for _ in 0..<presses { pty.send("q") }
            try pty.wait(for: presses == 4 ? "did it arrive" : ["Down", "PgDn", "Esc", "Ctrl-P"][presses] + " (")
            pty.send("\u{3}")
            #expect(try pty.exit() == .code(130))
            #expect(pty.isRestored)
        }
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            let pty = try doctor()
            try pty.wait(for: "Press Down")
            #expect(!pty.isRestored)
            pty.signal(signal)
            #expect(try pty.exit() == .code(128 + signal))
            #expect(pty.isRestored)
        }
        let crashed = try doctor([], ["SWIFT_BACKTRACE": "enable=no"])
        try crashed.wait(for: "Press Down")
        crashed.signal(SIGSEGV)
        #expect(try crashed.exit() == .signal(SIGSEGV))
        #expect(crashed.isRestored)
    }

    @Test("--json asks nobody, prints nothing but its object, and measures all the same")
    func json() throws {
        let pty = try measured(["--json"], symbol: 2)
        let object = pty.text[(try #require(pty.text.firstIndex(of: "{")))...]
        let report = try JSONDecoder().decode(DoctorReport.self, from: Data(object.utf8))
        #expect(report["widths"]?.verdict == "warn" && report["keys"]?.seen == "not asked")
        #expect(!pty.text.contains("\u{1B}]52") && pty.isRestored)
    }

    @Test("a dumb terminal is asked nothing and sent no escape; one that is coloured gets its colours, and never in a pipe")
    func plain() throws {
        let dumb = try doctor([], ["TERM": "dumb"])
        #expect(try dumb.exit() == .code(0))
        #expect(!dumb.text.contains("\u{1B}") && Self.line("terminal", of: dumb).contains("eztop watch"))
        let coloured = try doctor(["--no-ask"], ["NO_COLOR": ""])
        try Self.answer(coloured)
        #expect(try coloured.exit() == .code(0))
        #expect(coloured.text.contains("\u{1B}[32mok"))
        let never = try doctor(["--no-ask", "--color", "never"], ["NO_COLOR": ""])
        try Self.answer(never)
        #expect(try never.exit() == .code(0))
        #expect(!never.text.contains("\u{1B}[32m"))
    }
}
