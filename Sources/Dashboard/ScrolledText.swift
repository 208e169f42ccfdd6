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

    /// The last row from which the window is still full.
    func lastTop(height: Int) -> Int { max(0, rows.count - height) }

    func draw(from top: Int, in body: Range<Int>, into frame: inout Frame) {
        let top = min(max(0, top), lastTop(height: body.count))
        for (offset, row) in body.enumerated() where top + offset < rows.count {
            var column = 0
            for span in rows[top + offset] { column += frame.put(span.text, at: Point(column: column, row: row), span.style) }
        }
        guard rows.count > body.count, let last = body.last else { return }
        let more = " \(min(rows.count, top + body.count))/\(rows.count) "
        frame.put(more, at: Point(column: max(0, frame.size.columns - more.count - 1), row: last), Style(.dim))
    }
}

/// A page that scrolls: its first row drawn.
protocol Scrolling {
    var top: Int { get set }
}

extension Scrolling {
    /// Moves the window for a key that scrolls; false when the key does not.
    mutating func scroll(_ key: Key, rows: Int, height: Int) -> Bool {
        let last = max(0, rows - height)
        switch key {
        case .character("j"), .down: top += 1
        case .character("k"), .up: top -= 1
        case .pageDown, .character(" "): top += max(1, height - 1)
        case .pageUp: top -= max(1, height - 1)
        case .character("g"), .home: top = 0
        case .character("G"), .end: top = last
        default: return false
        }
        top = min(max(0, top), last)
        return true
    }
}

extension State {
    /// Rows of the screen that a page of text has: all but its title and the footer.
    func pageBody(_ layout: Layout) -> Range<Int> {
        let start = min(2, layout.message.lowerBound)
        return start..<max(start, layout.message.lowerBound)
    }

    func drawPageTitle(_ title: String, into frame: inout Frame) {
        frame.put("eztop", at: Point(column: 1, row: 0), Style(.title, .bold))
        frame.put(title, at: Point(column: 9, row: 0), Style(.text, .bold))
    }
}
