import Cells
import Fleet
import FoundationEssentials
import Images
import Settings
import Wording

/// A picture in half blocks, two pixels a cell; in characters of rising weight where the terminal has no 256 colours.
struct PictureView {
    let state: State
    let shown: PictureState
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame, layout: Layout) {
        var title = "\(state.name(of: shown.camera))   \(shown.camera.serial)"
        if let at = shown.at, case .picture = shown.answer {
            let age = Durations.exact(max(0, state.now.timeIntervalSince(at)))
            title += "   \(state.options.wallTime(at).clock)   \(texts.picture.ago(age))"
        }
        state.drawPageTitle(title, into: &frame)
        let body = state.pageBody(layout)
        switch shown.answer {
        case .picture(let picture): Self.draw(picture, into: &frame, in: body, from: 0, state: state)
        case .trouble(let trouble): say(texts.explain(trouble), Style(.bad), body, &frame)
        case .unreadable: say(texts.picture.unreadable, Style(.bad), body, &frame)
        case nil: say(texts.picture.asking, Style(.pending), body, &frame)
        }
    }

    private func say(_ text: String, _ style: Style, _ body: Range<Int>, _ frame: inout Frame) {
        for (row, line) in zip(body, Wrap.lines(text, width: max(1, frame.size.columns - 2), most: max(1, body.count))) {
            frame.put(line, at: Point(column: 1, row: row), style)
        }
    }

    /// Draws it as large as it fits, in its own proportions: a cell is twice as high as wide.
    static func draw(_ picture: Picture, into frame: inout Frame, in rows: Range<Int>, from column: Int, state: State) {
        let room = Size(columns: max(0, frame.size.columns - column), rows: rows.count)
        guard room.columns > 0, room.rows > 0, picture.width > 0, picture.height > 0 else { return }
        let columns = min(room.columns, room.rows * 2 * picture.width / picture.height)
        let height = max(1, min(room.rows, columns * picture.height / picture.width / 2))
        let start = column + (room.columns - columns) / 2
        guard state.options.colours >= 256, state.symbols != .ascii else {
            let ramp = Array(" .:-=+*#%@")
            let fields = picture.fields(columns: columns, rows: height)
            for row in 0..<height {
                let line = fields[(row * columns)..<((row + 1) * columns)].map { ramp[$0.luma * ramp.count / 256] }
                frame.put(String(line), at: Point(column: start, row: rows.lowerBound + row))
            }
            return
        }
        let fields = picture.fields(columns: columns, rows: height * 2).map(\.indexed)
        for row in 0..<height {
            for offset in 0..<columns {
                let upper = fields[row * 2 * columns + offset], lower = fields[(row * 2 + 1) * columns + offset]
                frame.putHalves(upper: upper, lower: lower, at: Point(column: start + offset, row: rows.lowerBound + row))
            }
        }
    }

    static func hints(of state: State) -> [FooterView.Hint] {
        guard let key = state.options.bindings.binding(of: .picture)?.keys.first else { return [] }
        return [FooterView.Hint(key: key.name, text: state.texts.picture.again, worth: 1, command: .picture)]
    }
}
