import Cells

/// The help page: how far it is scrolled.
struct HelpPage: ScrolledPage {
    static let scope = Scope.help
    var top = 0

    static func open(in state: inout State) -> [Effect] {
        state.open(HelpPage())
        return []
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        HelpView(state: state).draw(from: top, into: &frame, layout: layout)
    }

    func text(of state: State) -> ScrolledText { HelpView(state: state).text(width: state.size.columns) }
}

extension Scope {
    static let help = Scope(
        "help", own: [Binding("help-close", follows: .help, run: { $0.goBack() })],
        takes: .page.union(Set.scrolling).subtracting([.help]).union([.log]))
}
