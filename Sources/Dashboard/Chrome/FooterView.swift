import Cells
import Fleet
import Settings
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
            let count = texts.header.filtered(state.grid.rows.count, state.snapshot.cameras.count)
            drawFilterPrompt(state.grid.filter.field, count, into: &frame, row: layout.keys)
        } else if case .log(let log) = state.page, log.editingFilter {
            drawFilterPrompt(log.filter.field, "", into: &frame, row: layout.keys)
        } else {
            drawKeys(into: &frame, row: layout.keys)
        }
    }

    /// A key and what it does to what is selected.
    struct Hint {
        var key: String
        var text: String
        var worth: Int
        var command: Command?

        var width: Int { Glyphs.width(of: key) + 1 + Glyphs.width(of: text) }
    }

    /// The command whose hint stands there.
    func command(at column: Int) -> Command? {
        places(in: state.size.columns).first { $0.start..<($0.start + $0.hint.width) ~= column }?.hint.command
    }

    private var hints: [Hint] {
        switch state.page {
        case .grid: commandHints
        case .details: [back] + commandHints.filter { $0.command != .details && $0.command != .filter && $0.command != .tiles }
        case .help: [back, Hint(key: "j k", text: texts.dialogs.scroll, worth: 1)]
        case .log: [back] + LogView.hints(of: state)
        case .card(let card): [back] + CardView(state: state, card: card).hints
        case .picture: [back] + PictureView.hints(of: state)
        }
    }

    private var back: Hint { Hint(key: "Esc", text: texts.dialogs.back, worth: 0, command: .dismiss) }

    private var commandHints: [Hint] {
        state.options.bindings.all.compactMap { binding in
            guard let worth = binding.footer, let key = binding.keys.first, binding.disabledReason(state) == nil else {
                return nil
            }
            return Hint(key: key.name, text: state.shortTitle(of: binding.command), worth: worth, command: binding.command)
        }
    }

    /// As many hints as fit, the ones of most worth, in the table's order.
    private func places(in width: Int) -> [(hint: Hint, start: Int)] {
        let gap = width >= 80 ? 3 : 2
        let hints = hints
        var chosen: Set<Int> = []
        var used = 1 - gap
        for index in hints.indices.sorted(by: { hints[$0].worth < hints[$1].worth }) {
            let more = gap + hints[index].width
            guard used + more < width else { continue }
            used += more
            chosen.insert(index)
        }
        var start = 1
        return hints.indices.filter(chosen.contains).map { index in
            defer { start += hints[index].width + gap }
            return (hints[index], start)
        }
    }

    private func drawKeys(into frame: inout Frame, row: Int) {
        for (hint, start) in places(in: frame.size.columns) {
            let used = frame.put(hint.key, at: Point(column: start, row: row), Style(.key, .bold))
            frame.put(hint.text, at: Point(column: start + used + 1, row: row), Style(.dim))
        }
    }

    private func drawFilterPrompt(_ field: TextField, _ count: String, into frame: inout Frame, row: Int) {
        var column = 1
        column += frame.put("/", at: Point(column: column, row: row), Style(.key, .bold))
        frame.cursor = Point(column: min(column + field.cursorColumn, frame.size.columns - 1), row: row)
        column += frame.put(field.text, at: Point(column: column, row: row), Style(.input))
        let hint = "\(count)   Enter \(texts.dialogs.keep)   Esc \(texts.dialogs.clear)"
        frame.put(hint, at: Point(column: column + 3, row: row), Style(.dim))
    }
}

extension State {
    /// What a command would do to the selected camera, in the footer's few columns.
    func shortTitle(of command: Command) -> String {
        if command == .toggleEncryption, grid.marks.isEmpty {
            switch selected?.encryption?.value {
            case .on: return texts.dialogs.lift
            case .off: return texts.dialogs.restore
            case .unknown, nil: break
            }
        }
        return texts.words(for: command.rawValue).short
    }
}
