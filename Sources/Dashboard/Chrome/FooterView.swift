import Cells
import Settings

/// The lines below: what was said last, and the keys that work now; some stay there, dim, where they would not.
struct FooterView {
    let state: State

    func draw(into frame: inout Frame, layout: Layout) {
        for (row, line) in zip(layout.message, state.messageLines(width: frame.size.columns)) {
            frame.put(line.text, at: Point(column: 0, row: row), line.style)
        }
        if state.dialog != nil { return }
        if let prompt = state.prompt {
            draw(prompt, into: &frame, row: layout.keys)
        } else {
            drawKeys(into: &frame, row: layout.keys)
        }
    }

    /// The key whose hint stands there.
    func key(at column: Int) -> Key? {
        places(in: state.size.columns).first { $0.start..<($0.start + $0.hint.width) ~= column }?.hint.press
    }

    /// None while a dialog or a prompt takes the keys: it names its own. On a page the way back comes first, and what the page is for
    /// before what works everywhere.
    private var hints: [Hint] {
        if state.dialog != nil || state.prompt != nil { return [] }
        let scope = state.page.scope
        let commands = state.hints(in: scope, of: .grid)
        if state.page is GridPage { return commands }
        return state.hints(in: scope, of: .pages) + state.hints(in: scope, of: .scrolling) + state.hints(in: scope, of: scope)
            + commands.map { hint in
                var hint = hint
                hint.worth += 10
                return hint
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
            let used = frame.put(hint.names, at: Point(column: start, row: row), hint.isDim ? Style(.dim) : Style(.key, .bold))
            frame.put(hint.text, at: Point(column: start + used + 1, row: row), Style(.dim))
        }
    }

    private func draw(_ prompt: Prompt, into frame: inout Frame, row: Int) {
        var column = 1
        column += frame.put("/", at: Point(column: column, row: row), Style(.key, .bold))
        let shown = prompt.field.shown(in: frame.size.columns - column)
        frame.cursor = Point(column: column + shown.cursor, row: row)
        column += frame.put(shown.text, at: Point(column: column, row: row), Style(.input))
        let keys = state.hints(in: prompt.scope).map { "\($0.names) \($0.text)" }
        // How to get out of it is worth more than how to keep it, and that more than the remark.
        let hints = [prompt.remark.isEmpty ? keys : [prompt.remark] + keys, keys, Array(keys.suffix(1))]
        for (hint, gap) in hints.flatMap({ [($0, "   "), ($0, "  ")] }) {
            let text = gap + hint.joined(separator: gap)
            guard column + Glyphs.width(of: text) <= frame.size.columns else { continue }
            frame.put(text, at: Point(column: column, row: row), Style(.dim))
            return
        }
    }
}
