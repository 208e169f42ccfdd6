import Cells

/// Text of a cloud made fit for a terminal, a pipe or a log: no controls, nothing that turns the line round.
public enum Printable {
    public static func text(_ text: String) -> String { Glyphs.admitted(text) }

    /// Padded with blanks to so many columns.
    public static func padded(_ text: String, to columns: Int) -> String {
        let admitted = Glyphs.admitted(text)
        return admitted + String(repeating: " ", count: max(0, columns - Glyphs.width(of: admitted)))
    }
}
