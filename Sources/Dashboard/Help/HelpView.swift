import Cells
import Settings
import Wording

/// Every key, from the key table; one that does not work on the selected camera is dim, with the reason beside it.
struct HelpView {
    let state: State
    let help: HelpState

    func draw(into frame: inout Frame, layout: Layout) {
        state.drawPageTitle(state.texts.dialogs.helpTitle, into: &frame)
        Self.text(of: state, width: frame.size.columns).draw(from: help.top, in: state.pageBody(layout), into: &frame)
    }

    static func text(of state: State, width: Int) -> ScrolledText {
        var text = ScrolledText()
        let keyWidth = state.options.bindings.all.map { keys(of: $0).count }.max() ?? 0
        for tag in Binding.Tag.allCases {
            if !text.rows.isEmpty { text.addBlank() }
            text.add(ScrolledText.Span(" "), ScrolledText.Span(state.texts.title(of: tag), Style(.heading, .bold)))
            for binding in state.options.bindings.all where binding.tag == tag {
                let keys = keys(of: binding)
                let reason = binding.disabledReason(state)
                let title = state.texts.words(for: binding.command.rawValue).title
                text.add(
                    ScrolledText.Span(
                        "   " + keys + String(repeating: " ", count: keyWidth - keys.count + 3),
                        Style(reason == nil ? .key : .dim, .bold)),
                    ScrolledText.Span(title, reason == nil ? .plain : Style(.dim)))
                if let reason { text.addWrapped(reason, indent: keyWidth + 8, width: width - 1, Style(.warning)) }
            }
        }
        return text
    }

    private static func keys(of binding: Binding) -> String { binding.keys.map(\.name).joined(separator: " ") }
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
