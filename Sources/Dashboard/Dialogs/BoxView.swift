import Cells
import Settings

/// A titled box in the middle of the screen, over whatever is there.
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
    /// Lines over the others, which stay when those are scrolled.
    var head: [Line] = []
    /// What it is about. These lines are scrolled where there are too many of them.
    var lines: [Line]
    /// What will come of it.
    var consequence: [Line] = []
    /// A word about the keys: the first text to go.
    var note: [Line] = []
    /// The lines that say which keys do what: these stay, however small the terminal is.
    var keys: [Line] = []
    var symbols: Symbols
    /// The first line that shows, where they are scrolled.
    var top = 0
    /// The line that has to show: the chosen one of a list.
    var focus: Int?
    /// Lines of a list that show whatever there are: a box that changes its size under the fingers is hard to read.
    var height: Int?
    /// Rows of the screen that it is about, and does not cover where it has room beside them.
    var besides: Range<Int>?
    /// Columns that it takes at most.
    var widest = Self.usual

    static let usual = 72

    /// Columns that the text of a box has on a screen of this width.
    static func textWidth(in size: Size, widest: Int = usual) -> Int { max(1, min(widest, size.columns) - 4) }

    static func wrapped(_ text: String, _ width: Int, most: Int = .max) -> [Line] {
        Wrap.lines(text, width: width, most: most).map { Line($0) }
    }

    /// The keys on one line; on as few as they fit on where that is too long.
    static func keyLines(_ keys: [(String, String)], _ width: Int) -> [Line] {
        let each = keys.map { [(text: $0.0, style: Style(.key, .bold)), (text: "  " + $0.1, style: Style.plain)] }
        let widths = keys.map { Glyphs.width(of: $0.0 + $0.1) + 2 }
        let gap = widths.reduce(0, +) + 6 * (keys.count - 1) <= width ? 6 : 3
        var lines: [Line] = []
        var used = 0
        for (spans, columns) in zip(each, widths) {
            if !lines.isEmpty, used + gap + columns <= width {
                lines[lines.count - 1].spans += [(text: String(repeating: " ", count: gap), style: .plain)] + spans
                used += gap + columns
            } else {
                lines.append(Line(spans))
                used = columns
            }
        }
        return lines
    }

    func draw(into frame: inout Frame) {
        let size = frame.size
        let fit = fit(in: size)
        let width = min(widest, size.columns)
        let left = (size.columns - width) / 2
        let shown =
            fit.head + fit.lines[fit.top..<min(fit.lines.count, fit.top + fit.window)]
            + Array(repeating: Line(), count: max(0, fit.window - fit.lines.count)) + fit.tail
        let height = shown.count + (fit.hasBorder ? 2 : 1)
        let top = fit.hasBorder ? self.top(of: height, in: size) : 0
        if fit.hasBorder {
            drawBorder(left: left, top: top, width: width, height: height, into: &frame)
        } else {
            for row in 0..<size.rows { frame.fill(at: Point(column: 0, row: row), count: size.columns) }
            frame.put(String(repeating: symbols.rule, count: size.columns), at: Point(column: 0, row: 0), Style(.border))
        }
        drawTitle(left: left, row: top, width: width, position: fit.position(focus), into: &frame)
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

    /// Below what it is about, else above it, else in the middle.
    private func top(of height: Int, in size: Size) -> Int {
        let middle = max(0, (size.rows - height) / 2)
        guard let besides else { return middle }
        if besides.upperBound + height < size.rows { return besides.upperBound }
        return besides.lowerBound >= height ? besides.lowerBound - height : middle
    }

    private func drawTitle(left: Int, row: Int, width: Int, position: String?, into frame: inout Frame) {
        var room = max(0, width - 4)
        if let position, room > position.count + 2 {
            room -= position.count + 3
            frame.put(" \(position) ", at: Point(column: left + 3 + room, row: row), Style(.dim))
        }
        let title = Glyphs.cut(title, to: max(0, room - 2), ellipsis: symbols.ellipsis)
        frame.put(" \(title) ", at: Point(column: left + 2, row: row), Style(.title, .bold), limit: room)
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
    }
}
