import Glibc
import TestSupport

/// Starts the probe program. Swift's own crash reporter waits for a key on a terminal, so it is off.
func probe(
    _ arguments: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
) throws -> Pty {
    let variables = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { own, _ in own }
    return try Pty(builtProduct("TerminalProbe"), arguments, environment: variables, columns: columns, rows: rows)
}

extension Pty {
    /// Whether the alternate screen was left, the cursor shown and every mode switched off, after all else.
    var hasLeft: Bool {
        let end = text.suffix(200)
        return ["\u{1b}[?1006l", "\u{1b}[?1000l", "\u{1b}[?2004l", "\u{1b}[?1004l", "\u{1b}[?25h", "\u{1b}[?1049l"]
            .allSatisfy(end.contains)
    }

    /// Answers the questions of the start, as a terminal that draws `│…●█` in four columns.
    func answerQuestions(column: Int = 5, synchronized: Int = 2) throws {
        try wait(for: "\u{1b}[c")
        send("\u{1b}[1;\(column)R\u{1b}[?2026;\(synchronized)$y\u{1b}[?62;22c")
    }

    /// What the probe painted for all that was typed until now, and let go of from here on.
    ///
    /// Its key `y` writes a sequence for the clipboard at once, so that one which was typed later stands after the paint. The first
    /// may be read together with what came before, and a message that a key sent is heard a turn later: only the third is surely last.
    func painted() throws -> [UInt8] {
        let mark = Array("\u{1b}]52;c;5a6i5Y6F\u{7}".utf8)
        for count in 1...3 {
            send("y")
            try wait("mark \(count)") { $0.ranges(of: mark).count == count }
        }
        var painted = output
        painted.replace(mark, with: [])
        forget()
        return painted
    }
}
