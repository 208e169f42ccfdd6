import Cells
import Settings
import Wording

/// Every key, from the key table, in columns where there is room; one that does not work on the selected camera is dim, with the
/// reason below it.
struct HelpView {
    let state: State
    let help: HelpState

    func draw(into frame: inout Frame, layout: Layout) {
        let text = Self.text(of: state, width: frame.size.columns), body = state.pageBody(layout)
        text.draw(from: help.top, in: body, into: &frame)
        state.drawPageTitle(
            state.texts.dialogs.helpTitle, position: text.position(from: help.top, height: body.count), into: &frame)
    }

    static func text(of state: State, width: Int) -> ScrolledText {
        let columns = width >= 180 ? 3 : width >= 100 ? 2 : 1
        let room = width / columns
        let sections = Binding.Tag.allCases.map { section($0, of: state, width: room) }
        return ScrolledText.beside(filled(sections, columns), width: room)
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

    private static func section(_ tag: Binding.Tag, of state: State, width: Int) -> ScrolledText {
        var text = ScrolledText()
        text.add(ScrolledText.Span(" "), ScrolledText.Span(state.texts.title(of: tag), Style(.heading, .bold)))
        let bindings = state.options.bindings.all.filter { $0.tag == tag }
        let reasons = bindings.map { $0.disabledReason(state) }
        let keyWidth = bindings.map { keys(of: $0).count }.max() ?? 0
        let indent = 3 + keyWidth + 3
        for (index, binding) in bindings.enumerated() {
            let keys = keys(of: binding), reason = reasons[index]
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

extension Texts {
    func title(of tag: Binding.Tag) -> String {
        switch tag {
        case .move: tags.move
        case .camera: tags.camera
        case .list: tags.list
        case .program: tags.program
        }
    }
}
