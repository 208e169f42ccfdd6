import Cells
import Terminal
import Wording

/// How wide the terminal draws what eztop draws, as it says itself.
enum WidthCheck {
    /// Lines, dots and blocks, which East Asian fonts may draw wide.
    private static let symbols = ["│", "…", "●", "█"]
    /// Text whose width nobody disputes; a terminal that takes bytes for characters makes it wider.
    private static let texts = ["客厅", "e\u{301}"]

    /// What a terminal is asked the width of.
    static let samples = symbols + texts

    /// - Parameter answers: nil where nothing was asked.
    static func finding(_ answers: TerminalAnswers?, _ texts: Texts) -> Finding {
        let words = texts.doctor.terminal
        guard let answers else { return Finding(.widths, .ok, words.notMeasured) }
        let measured = zip(samples, answers.widths).compactMap { sample, width in width.map { (sample, $0) } }
        guard measured.count == samples.count else {
            return Finding(.widths, .warn, words.unanswered, mend: words.setASCII)
        }
        for (text, width) in measured.suffix(Self.texts.count) where width != Glyphs.width(of: text) {
            return Finding(.widths, .warn, words.otherWidth(text, width, Glyphs.width(of: text)), mend: words.setUTF8)
        }
        let wide = measured.prefix(symbols.count).filter { $0.1 != 1 }.map(\.0)
        guard wide.isEmpty else {
            return Finding(.widths, .warn, words.wide(wide.joined(separator: " ")), mend: words.setNarrow)
        }
        return Finding(
            .widths, .ok,
            words.narrow(symbols.joined(separator: " "), Self.texts[0], Glyphs.width(of: Self.texts[0])))
    }
}
