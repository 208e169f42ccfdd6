import Cells
import Settings
import Wording

/// Every key, from the key table, in columns where there is room; one that does not work on the selected camera is dim, with the
/// reason below it.
struct HelpView {
    let state: State

    func draw(from top: Int, into frame: inout Frame, layout: Layout) {
        let text = text(width: frame.size.columns), body = state.pageBody(layout)
        text.draw(from: top, in: body, into: &frame)
        state.drawPageTitle(
            state.texts.dialogs.helpTitle, position: text.position(from: top, height: body.count), into: &frame)
    }

    /// The keys of the page that it was opened from, those of the list, and all the others.
    func text(width: Int) -> ScrolledText {
        let columns = width >= 180 ? 3 : width >= 100 ? 2 : 1
        let room = width / columns
        let page = state.behind.last?.scope.name
        let sections = state.options.bindings.sections
        let groups = Dictionary(grouping: sections) { $0.tag.name == page ? 0 : Binding.Tag.byUse.contains($0.tag) ? 1 : 2 }
        let blocks = groups.sorted { $0.key < $1.key }.map { _, sections in
            let texts = sections.map { section($0.tag, $0.bindings, width: room) }
            return ScrolledText.beside(Self.filled(texts, columns), width: room).rows
        }
        return ScrolledText(rows: Array(blocks.joined(separator: [[]])))
    }

    /// The sections in their order, in so many columns that are as low as they can be.
    private static func filled(_ sections: [ScrolledText], _ count: Int) -> [ScrolledText] {
        var height = sections.map(\.rows.count).max() ?? 0
        while true {
            var columns: [ScrolledText] = []
            for section in sections {
                if let last = columns.last, last.rows.count + 1 + section.rows.count <= height || count == 1 {
                    columns[columns.count - 1].rows += [[]] + section.rows
                } else {
                    columns.append(section)
                }
            }
            if columns.count <= count { return columns }
            height += 1
        }
    }

    private func section(_ tag: Binding.Tag, _ bindings: [Binding], width: Int) -> ScrolledText {
        var text = ScrolledText()
        text.add(ScrolledText.Span(" "), ScrolledText.Span(state.texts.heading(tag.name), Style(.heading, .bold)))
        let reasons = bindings.map { $0.disabledReason(state) }
        let keyWidth = bindings.map { Self.keys(of: $0).count }.max() ?? 0
        let indent = 3 + keyWidth + 3
        for (index, binding) in bindings.enumerated() {
            let keys = Self.keys(of: binding), reason = reasons[index]
            let title = state.options.bindings.title(of: binding.command, state.texts)
            for (row, line) in Wrap.lines(title, width: max(1, width - indent - 1)).enumerated() {
                let shown = row == 0 ? keys : ""
                text.add(
                    ScrolledText.Span(
                        "   " + shown + String(repeating: " ", count: keyWidth - shown.count + 3),
                        Style(reason == nil ? .key : .dim, .bold)),
                    ScrolledText.Span(line, reason == nil ? .plain : Style(.dim)))
            }
            // Said once for all keys that have it in common, under the last of them.
            guard let reason, reasons.lastIndex(of: reason) == index else { continue }
            let shared = zip(bindings, reasons).filter { $0.1 == reason }.compactMap { $0.0.keys.first?.name }
            let whose = shared.count > 1 ? shared.joined(separator: " ") + state.texts.punctuation.colon : ""
            text.addWrapped(whose + reason, indent: indent + 2, width: width - 1, Style(.warning))
        }
        return text
    }

    /// A command of the palette alone is called by its name there.
    private static func keys(of binding: Binding) -> String {
        binding.keys.isEmpty ? ":" : binding.keys.map(\.name).joined(separator: " ")
    }
}
