import Cells
import Settings

/// A titled box in the middle of the screen, over whatever is there. Where the terminal is too small for its borders, they go first.
struct BoxView {
    struct Line {
        var spans: [(text: String, style: Style)]
        /// Columns before the cursor, counted from the line's start, where the line is typed into.
        var cursor: Int?

        init(_ spans: [(text: String, style: Style)] = [], cursor: Int? = nil) {
            self.spans = spans
            self.cursor = cursor
        }

        init(_ text: String, _ style: Style = .plain) { self.init([(text, style)]) }
    }

    var title: String
    var lines: [Line]
    /// The lines that say which keys do what: these stay, however small the terminal is.
    var keys: [Line] = []
    var symbols: Symbols

    static let widest = 72

    /// Columns that the text of a box has on a screen of this width.
    static func textWidth(in size: Size) -> Int { max(1, min(widest, size.columns) - 4) }

    func draw(into frame: inout Frame) {
        let size = frame.size
        let width = min(Self.widest, size.columns)
        // Blank lines are the first to go where there is no room, then what is said; the keys stay.
        var said = lines
        var tail = keys.isEmpty ? [] : [Line()] + keys + [Line()]
        func rows() -> Int { said.count + tail.count + 2 }
        while rows() > size.rows, let blank = said.lastIndex(where: \.spans.isEmpty) { said.remove(at: blank) }
        if rows() > size.rows { tail = keys.filter { !$0.spans.isEmpty } }
        if rows() > size.rows { said = Array(said.prefix(max(0, size.rows - 2 - tail.count))) }
        let shown = said + tail
        let left = (size.columns - width) / 2
        let top = max(0, (size.rows - shown.count - 2) / 2)
        drawBorder(left: left, top: top, width: width, height: shown.count + 2, into: &frame)
        frame.cursor = nil
        for (offset, line) in shown.enumerated() {
            let row = top + 1 + offset
            var column = left + 2
            for span in line.spans {
                column += frame.put(
                    span.text, at: Point(column: column, row: row), span.style, limit: max(0, left + width - 2 - column))
            }
            if let cursor = line.cursor, row < size.rows {
                frame.cursor = Point(column: min(left + 2 + cursor, max(0, size.columns - 1)), row: row)
            }
        }
    }

    /// The keys on one line, or on one each where that is too long.
    static func keyLines(_ keys: [(String, String)], _ width: Int) -> [Line] {
        let columns = keys.reduce(0) { $0 + Glyphs.width(of: $1.0 + $1.1) + 8 } - 6
        let each = keys.map { [(text: $0.0, style: Style(.key, .bold)), (text: "  " + $0.1, style: Style.plain)] }
        guard columns <= width else { return each.map { Line($0) } }
        return [Line(Array(each.joined(separator: [(text: "      ", style: Style.plain)])))]
    }

    private func drawBorder(left: Int, top: Int, width: Int, height: Int, into frame: inout Frame) {
        let style = Style(.border)
        let inner = max(0, width - 2)
        let rule = String(repeating: symbols.rule, count: inner)
        for row in top..<(top + height) { frame.fill(at: Point(column: left, row: row), count: width) }
        frame.put(symbols.topLeft + rule + symbols.topRight, at: Point(column: left, row: top), style)
        frame.put(symbols.bottomLeft + rule + symbols.bottomRight, at: Point(column: left, row: top + height - 1), style)
        for row in (top + 1)..<max(top + 1, top + height - 1) {
            frame.put(symbols.side, at: Point(column: left, row: row), style)
            frame.put(symbols.side, at: Point(column: left + width - 1, row: row), style)
        }
        frame.put(" \(title) ", at: Point(column: left + 2, row: top), Style(.title, .bold), limit: max(0, width - 4))
    }
}
