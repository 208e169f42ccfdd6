import Cells
import Settings

/// Rows of styled text of which a window shows: what details, help and log are made of.
struct ScrolledText {
    struct Span {
        var text: String
        var style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    var rows: [[Span]] = []

    mutating func add(_ spans: Span...) { rows.append(spans) }

    mutating func addBlank() { rows.append([]) }

    /// Text that may be longer than a row, indented in the rows that follow.
    mutating func addWrapped(_ text: String, indent: Int, width: Int, _ style: Style = .plain) {
        for line in Wrap.lines(text, width: max(1, width - indent)) {
            rows.append([Span(String(repeating: " ", count: indent)), Span(line, style)])
        }
    }

    /// Texts beside each other, each in so many columns.
    static func beside(_ texts: [ScrolledText], width: Int) -> ScrolledText {
        guard texts.count > 1 else { return texts.first ?? ScrolledText() }
        var whole = ScrolledText()
        for row in 0..<(texts.map(\.rows.count).max() ?? 0) {
            var spans: [Span] = []
            for (place, text) in texts.enumerated() where row < text.rows.count {
                let used = spans.reduce(0) { $0 + Glyphs.width(of: $1.text) }
                spans.append(Span(String(repeating: " ", count: max(0, place * width - used))))
                spans += text.rows[row]
            }
            whole.rows.append(spans)
        }
        return whole
    }

    /// The last row from which the window is still full.
    func lastTop(height: Int) -> Int { max(0, rows.count - height) }

    func draw(from top: Int, in body: Range<Int>, into frame: inout Frame) {
        let top = min(max(0, top), lastTop(height: body.count))
        for (offset, row) in body.enumerated() where top + offset < rows.count {
            var column = 0
            for span in rows[top + offset] { column += frame.put(span.text, at: Point(column: column, row: row), span.style) }
        }
    }

    /// `16/30`: the last row that shows, and how many there are; nil where all of them do.
    func position(from top: Int, height: Int) -> String? {
        guard rows.count > height else { return nil }
        return "\(min(max(0, top), lastTop(height: height)) + height)/\(rows.count)"
    }
}

extension State {
    /// Rows of the screen that a page of text has: all but its title and the footer.
    func pageBody(_ layout: Layout) -> Range<Int> {
        let start = min(2, layout.message.lowerBound)
        return start..<max(start, layout.message.lowerBound)
    }

    /// The row on top of a page: its name, as much beside that as there is room for, and on the right how far it is scrolled.
    func drawPageTitle(_ name: String, _ beside: [String] = [], position: String? = nil, into frame: inout Frame) {
        frame.put("eztop", at: Point(column: 1, row: 0), Style(.title, .bold))
        var end = frame.size.columns
        if let position {
            end -= position.count + 1
            frame.put(position, at: Point(column: end, row: 0), Style(.dim))
            end -= 2
        }
        frame.put(title(of: name, beside, width: max(0, end - 9)), at: Point(column: 9, row: 0), Style(.text, .bold))
    }

    /// A name and the first of what may stand beside it that fits; where none does, the last of them, and the name is cut.
    func title(of name: String, _ beside: [String], width: Int) -> String {
        let whole = beside.lazy.map { name + $0 }.first { Glyphs.width(of: $0) <= width }
        if let whole { return whole }
        let last = beside.last ?? ""
        let room = width - Glyphs.width(of: last)
        guard room > 1 else { return Glyphs.cut(name, to: width, ellipsis: symbols.ellipsis) }
        return Glyphs.cut(name, to: room, ellipsis: symbols.ellipsis) + last
    }
}
