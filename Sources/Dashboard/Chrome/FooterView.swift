import Cells
import Fleet
import Wording

/// The lines below: what was said last, and the keys that work now.
struct FooterView {
    let state: State
    private var texts: Texts { state.texts }

    func draw(into frame: inout Frame, layout: Layout) {
        for (row, line) in zip(layout.message, state.messageLines(width: frame.size.columns)) {
            frame.put(line.text, at: Point(column: 0, row: row), line.style)
        }
        if state.grid.editingFilter, state.page == .grid {
            drawFilterPrompt(into: &frame, row: layout.keys)
        } else {
            drawKeys(hints, into: &frame, row: layout.keys)
        }
    }

    /// A key and what it does to what is selected.
    typealias Hint = (key: String, text: String, worth: Int)

    private var hints: [Hint] {
        switch state.page {
        case .grid: commandHints
        case .details:
            [Hint(key: "Esc", text: texts.dialogs.back, worth: 0)] + commandHints.filter { $0.key != "Enter" && $0.key != "/" }
        case .help, .log:
            [Hint(key: "Esc", text: texts.dialogs.back, worth: 0), Hint(key: "j k", text: texts.dialogs.scroll, worth: 1)]
        }
    }

    private var commandHints: [Hint] {
        state.options.bindings.all.compactMap { binding in
            guard let worth = binding.footer, let key = binding.keys.first, binding.disabledReason(state) == nil else {
                return nil
            }
            return Hint(key: key.name, text: state.shortTitle(of: binding.command), worth: worth)
        }
    }

    /// As many hints as fit, the ones of most worth, in the table's order.
    private func drawKeys(_ hints: [Hint], into frame: inout Frame, row: Int) {
        let gap = frame.size.columns >= 80 ? 3 : 2
        var chosen: Set<Int> = []
        var used = 1 - gap
        for index in hints.indices.sorted(by: { hints[$0].worth < hints[$1].worth }) {
            let width = gap + Glyphs.width(of: hints[index].key) + 1 + Glyphs.width(of: hints[index].text)
            guard used + width < frame.size.columns else { continue }
            used += width
            chosen.insert(index)
        }
        var column = 1
        for index in hints.indices where chosen.contains(index) {
            column += frame.put(hints[index].key, at: Point(column: column, row: row), Style(.key, .bold))
            column += 1 + frame.put(hints[index].text, at: Point(column: column + 1, row: row), Style(.dim))
            column += gap
        }
    }

    private func drawFilterPrompt(into frame: inout Frame, row: Int) {
        var column = 1
        column += frame.put("/", at: Point(column: column, row: row), Style(.key, .bold))
        let field = state.grid.filter.field
        frame.cursor = Point(column: min(column + field.cursorColumn, frame.size.columns - 1), row: row)
        column += frame.put(field.text, at: Point(column: column, row: row), Style(.input))
        let count = texts.header.filtered(state.grid.rows.count, state.snapshot.cameras.count)
        let hint = "\(count)   Enter \(texts.dialogs.keep)   Esc \(texts.dialogs.clear)"
        frame.put(hint, at: Point(column: column + 3, row: row), Style(.dim))
    }
}

extension State {
    /// What a command would do to the selected camera, in the footer's few columns.
    func shortTitle(of command: Command) -> String {
        if command == .toggleEncryption {
            switch selected?.encryption?.value {
            case .on: return texts.dialogs.lift
            case .off: return texts.dialogs.restore
            case .unknown, nil: break
            }
        }
        return texts.words(for: command.rawValue).short
    }
}
