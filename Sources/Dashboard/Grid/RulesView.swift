import Cells
import Fleet
import Settings
import Wording

/// The lines that part the screen, and what stands on them.
struct RulesView {
    let state: State
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame, layout: Layout) {
        let width = frame.size.columns
        guard let rule = state.symbols.rule.unicodeScalars.first else { return }
        for row in [layout.upperRule, layout.lowerRule, layout.newsRule].compactMap(\.self) {
            frame.fill(rule, at: Point(column: 0, row: row), count: width, Style(.border))
        }
        if let pane = layout.pane, pane.columns.lowerBound > 0 {
            for row in pane.rows {
                frame.put(state.symbols.side, at: Point(column: layout.listColumns.upperBound, row: row), Style(.border))
            }
        }
        if let row = layout.lowerRule { drawPosition(into: &frame, row: row, width: layout.listColumns.upperBound) }
    }

    /// On the lower rule: the filter that is in force, and which of how many rows is selected.
    private func drawPosition(into frame: inout Frame, row: Int, width: Int) {
        let grid = state.grid
        var column = 2
        if !grid.filter.isEmpty, !grid.editingFilter {
            let text = " /\(grid.filter.text)   \(texts.header.filtered(grid.rows.count, state.chosenCameras.count)) "
            column += frame.put(Glyphs.cut(text, to: width - 14), at: Point(column: column, row: row), Style(.match))
        }
        if !grid.marks.isEmpty {
            let text = " \(texts.batch.marks(state.marked.count, state.hiddenMarks)) "
            let room = max(0, width - 14 - column)
            frame.put(Glyphs.cut(text, to: room), at: Point(column: column, row: row), Style(.mark, .bold))
        }
        guard grid.rows.count > state.window.across * state.window.lines, let place = grid.place(in: state.snapshot.cameras)
        else { return }
        let text = " \(place + 1)/\(grid.rows.count) "
        frame.put(text, at: Point(column: width - text.count - 2, row: row), Style(.dim))
    }
}
