import Cells
import Fleet
import FoundationEssentials
import Images
import Settings
import Wording

/// A picture in half blocks, two pixels a cell; in characters of rising weight where the terminal has no 256 colours.
struct PictureView {
    let state: State
    let shown: PicturePage
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame, layout: Layout) {
        var beside = ["   \(shown.camera.serial)"]
        if let at = shown.at, case .picture = shown.answer {
            let age = texts.picture.ago(Durations.exact(max(0, state.now.timeIntervalSince(at))))
            let clock = state.options.wallTime(at).clock
            beside = ["   \(shown.camera.serial)   \(clock)   \(age)", "   \(clock)   \(age)", "   \(age)"]
        }
        state.drawPageTitle(state.name(of: shown.camera), beside, into: &frame)
        let body = state.pageBody(layout)
        switch shown.answer {
        case .picture(let picture):
            let room = Size(columns: frame.size.columns, rows: body.count)
            ScrolledText(rows: Self.rows(of: picture, in: room, state: state)).draw(from: 0, in: body, into: &frame)
        case .trouble(let trouble): say(texts.explain(trouble, retries: false), Style(.bad), body, &frame)
        case .unreadable: say(texts.picture.unreadable, Style(.bad), body, &frame)
        case nil: say(texts.picture.asking, Style(.pending), body, &frame)
        }
    }

    private func say(_ text: String, _ style: Style, _ body: Range<Int>, _ frame: inout Frame) {
        for (row, line) in zip(body, Wrap.lines(text, width: max(1, frame.size.columns - 2), most: max(1, body.count))) {
            frame.put(line, at: Point(column: 1, row: row), style)
        }
    }

    /// The last picture that came, below how old it is.
    static func rows(of taken: TakenPicture, in room: Size, state: State) -> [[ScrolledText.Span]] {
        let age = Durations.exact(max(0, state.now.timeIntervalSince(taken.at)))
        return [[ScrolledText.Span(state.texts.picture.ago(age), Style(.dim))]] + rows(of: taken.picture, in: room, state: state)
    }

    /// The picture as rows of text, as large as it fits in its own proportions: a cell is twice as high as wide.
    static func rows(of picture: Picture, in room: Size, state: State) -> [[ScrolledText.Span]] {
        guard room.columns > 0, room.rows > 0 else { return [] }
        let columns = max(1, min(room.columns, room.rows * 2 * picture.width / picture.height))
        let rows = max(1, min(room.rows, columns * picture.height / picture.width / 2))
        let indent = ScrolledText.Span(String(repeating: " ", count: (room.columns - columns) / 2))
        guard state.options.colours >= 256, state.symbols != .ascii else {
            let ramp = Array(" .:-=+*#%@")
            let fields = picture.fields(columns: columns, rows: rows).map { ramp[$0.luma * ramp.count / 256] }
            return (0..<rows).map { [indent, ScrolledText.Span(String(fields[($0 * columns)..<(($0 + 1) * columns)]))] }
        }
        let fields = picture.fields(columns: columns, rows: rows * 2).map(\.indexed)
        return (0..<rows).map { row in
            [indent]
                + (0..<columns).map { column in
                    let upper = fields[row * 2 * columns + column], lower = fields[(row * 2 + 1) * columns + column]
                    return ScrolledText.Span("▀", Style(upper: upper, lower: lower))
                }
        }
    }
}
