import Cells
import Fleet
import Settings
import Wording

/// The same cameras as a wall of cards, as many beside each other as fit.
struct TilesView {
    let state: State
    private var texts: Texts { state.texts }

    /// Rows of a card, with the blank one below it.
    static let height = 5
    /// Columns of a card at least, with the gap beside it.
    private static let least = 30

    static func across(width: Int) -> Int { max(1, width / least) }

    func draw(into frame: inout Frame, layout: Layout) {
        GridView(state: state).drawEmpty(into: &frame, layout: layout)
        let (across, lines) = state.window
        let width = frame.size.columns / across
        for offset in 0..<(across * lines) {
            let place = state.grid.top + offset
            guard place < state.grid.rows.count else { break }
            let row = layout.heading + (offset / across) * Self.height
            draw(
                state.snapshot.cameras[state.grid.rows[place]], into: &frame,
                at: Point(column: (offset % across) * width, row: row), width: width, end: layout.body.upperBound)
        }
    }

    private func draw(_ camera: Camera, into frame: inout Frame, at point: Point, width: Int, end: Int) {
        let room = max(1, width - 5)
        let context = CellContext(
            texts: texts, now: state.now, poll: state.snapshot.poll, symbols: state.symbols, past: state.past, width: room)
        let selected = camera.id == state.grid.selected
        let lines = [
            [Column.name], [.serial, .channel, .model], [.status, .encryption], [.live, .history, .age],
        ]
        for (offset, columns) in lines.enumerated() where point.row + offset < end {
            let row = point.row + offset
            var column = point.column + 3
            for declared in columns {
                let left = point.column + 3 + room - column
                guard left > 0 else { break }
                var context = context
                context.width = declared.id == .history ? min(8, left) : declared.id == .encryption ? 11 : left
                var content = declared.cell(camera, context)
                // A word alone says too little without its column's title.
                if declared.id == .encryption { content.text = "\(texts.columns.encryption.lowercased()) \(content.text)" }
                if declared.id == .name { content.style.attributes.insert(.bold) }
                guard !content.text.isEmpty, Glyphs.width(of: content.text) <= left else { continue }
                column += 2 + frame.put(content, at: Point(column: column, row: row))
            }
            guard selected else { continue }
            frame.put(offset == 0 ? ">" : state.symbols.side, at: Point(column: point.column, row: row), Style(.key, .bold))
            frame.restyle(row: row, columns: (point.column + 2)..<(point.column + width - 1)) { $0.selected = true }
        }
        if state.grid.marks.contains(camera.id) {
            frame.put("*", at: Point(column: point.column + 1, row: point.row), Style(.mark, .bold))
        }
    }
}
