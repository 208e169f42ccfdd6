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
        if state.dialog != nil { return }
        if state.grid.editingFilter, state.page == .grid {
            let count = texts.header.filtered(state.grid.rows.count, state.snapshot.cameras.count)
            drawFilterPrompt(state.grid.filter.field, count, into: &frame, row: layout.keys)
        } else if case .log(let log) = state.page, log.editingFilter {
            drawFilterPrompt(log.filter.field, "", into: &frame, row: layout.keys)
        } else {
            drawKeys(into: &frame, row: layout.keys)
        }
    }

    /// Keys and what they do to what is selected.
    struct Hint {
        var keys: String
        var text: String
        var worth: Int
        /// What a click on it presses.
        var press: Key?

        init(_ key: Key, _ text: String, worth: Int) {
            keys = key.name
            self.text = text
            self.worth = worth
            press = key
        }

        /// Several keys that belong together: nobody knows which of them a click means.
        init(keys: [Key], _ text: String, worth: Int) {
            self.keys = keys.map(\.name).joined(separator: " ")
            self.text = text
            self.worth = worth
        }

        func worthLess(by difference: Int) -> Hint {
            var hint = self
            hint.worth += difference
            return hint
        }

        var width: Int { Glyphs.width(of: keys) + 1 + Glyphs.width(of: text) }
    }

    /// The key whose hint stands there.
    func key(at column: Int) -> Key? {
        places(in: state.size.columns).first { $0.start..<($0.start + $0.hint.width) ~= column }?.hint.press
    }

    /// None while a dialog or a prompt takes the keys: it names its own.
    private var hints: [Hint] {
        if state.dialog != nil { return [] }
        let own: [Hint]
        switch state.page {
        case .grid: return state.grid.editingFilter ? [] : commandHints
        case .details(let details):
            return [back] + commandHints + DetailsView(state: state, details: details).hints
        case .help: own = [Hint(keys: [.character("j"), .character("k")], texts.dialogs.scroll, worth: 1)]
        case .log(let log):
            if log.editingFilter { return [] }
            own = LogView.hints(of: state)
        case .card(let card): own = CardView(state: state, card: card).hints
        case .picture: own = PictureView.hints(of: state)
        }
        // What the page is for comes before what works everywhere.
        return [back] + own + commandHints.map { $0.worthLess(by: 10) }
    }

    private var back: Hint { Hint(.escape, texts.dialogs.back, worth: 0) }

    /// The commands of the page that work now.
    private var commandHints: [Hint] {
        let commands = state.page.commands
        return state.options.bindings.all.compactMap { binding in
            guard let worth = binding.footer, let key = binding.keys.first, commands.contains(binding.command),
                binding.disabledReason(state) == nil
            else { return nil }
            return Hint(key, state.shortTitle(of: binding.command), worth: worth)
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
            let used = frame.put(hint.keys, at: Point(column: start, row: row), Style(.key, .bold))
            frame.put(hint.text, at: Point(column: start + used + 1, row: row), Style(.dim))
        }
    }

    private func drawFilterPrompt(_ field: TextField, _ count: String, into frame: inout Frame, row: Int) {
        var column = 1
        column += frame.put("/", at: Point(column: column, row: row), Style(.key, .bold))
        let shown = field.shown(in: frame.size.columns - column)
        frame.cursor = Point(column: column + shown.cursor, row: row)
        column += frame.put(shown.text, at: Point(column: column, row: row), Style(.input))
        let keys = ["Enter \(texts.dialogs.keep)", "Esc \(texts.dialogs.clear)"]
        // How to get out of it is worth more than how to keep it, and that more than the count.
        let hints = [count.isEmpty ? keys : [count] + keys, keys, Array(keys.suffix(1))]
        for (hint, gap) in hints.flatMap({ [($0, "   "), ($0, "  ")] }) {
            let text = gap + hint.joined(separator: gap)
            guard column + Glyphs.width(of: text) <= frame.size.columns else { continue }
            frame.put(text, at: Point(column: column, row: row), Style(.dim))
            return
        }
    }
}

extension State {
    /// What a command would do to the selected camera, in the footer's few columns.
    func shortTitle(of command: Command) -> String {
        if command == .toggleEncryption, !actsOnMarks {
            switch selected?.encryption?.value {
            case .on: return texts.dialogs.lift
            case .off: return texts.dialogs.restore
            case .unknown, nil: break
            }
        }
        return texts.words(for: command.rawValue).short
    }
}
