import Cells

/// A page of text of which a window shows: its first row drawn.
protocol ScrolledPage: Page {
    var top: Int { get set }
    func text(of state: State) -> ScrolledText
}

extension Command {
    static let scrollPageDown: Command = "scroll-page-down"
    static let scrollPageUp: Command = "scroll-page-up"
    static let scrollTop: Command = "scroll-top"
    static let scrollBottom: Command = "scroll-bottom"
}

extension Set<Command> {
    static let scrolling: Set = ["scroll-down", "scroll-up", .scrollPageDown, .scrollPageUp, .scrollTop, .scrollBottom]
}

extension Scope {
    /// What pages of text have in common.
    static let scrolling = Scope(
        "scrolling",
        own: [
            Binding(
                "scroll-down", [.character("j"), .down], footer: 1, pair: "scroll-up", act: { $0.scroll { top, _ in top + 1 } }),
            Binding("scroll-up", [.character("k"), .up], act: { $0.scroll { top, _ in top - 1 } }),
            Binding(
                .scrollPageDown, [.pageDown, .character(" ")], act: { $0.scroll { top, height in top + max(1, height - 1) } }),
            Binding(.scrollPageUp, [.pageUp], act: { $0.scroll { top, height in top - max(1, height - 1) } }),
            Binding(.scrollTop, [.character("g"), .home], act: { $0.scroll { _, _ in 0 } }),
            Binding(.scrollBottom, [.character("G"), .end], act: { $0.scroll { _, _ in .max } }),
        ])
}

extension State {
    /// Moves the window over the page's rows.
    ///
    /// - Parameter move: makes the first row of the one that was it, and of the rows that show.
    mutating func scroll(_ move: (_ top: Int, _ height: Int) -> Int) {
        guard var scrolled = page as? any ScrolledPage else { return }
        let height = pageBody(layout).count
        let last = scrolled.text(of: self).lastTop(height: height)
        scrolled.top = min(max(0, move(scrolled.top, height)), last)
        page = scrolled
    }
}
