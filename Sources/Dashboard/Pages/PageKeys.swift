import Cells

extension Command {
    static let pageDismiss: Command = "page-dismiss"
    static let pageBack: Command = "page-back"
}

extension Set<Command> {
    /// What works on every page over the list.
    static let page: Set = [.pageDismiss, .pageBack, .palette, .help, .redraw, .suspend]
}

extension Scope {
    /// What the pages over the list have in common. An error that shows is dismissed before the page goes; news are no reason to stay.
    static let pages = Scope(
        "pages",
        own: [
            Binding(
                .pageDismiss, [.escape], keepsEscape: true, footer: 0,
                run: { state in
                    guard state.notice?.isError == true else { return state.goBack() }
                    state.notices.dismissError()
                    return []
                }),
            Binding(.pageBack, [.character("q"), .enter], run: { $0.goBack() }),
        ])
}
