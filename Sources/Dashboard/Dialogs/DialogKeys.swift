import Cells

extension Command {
    static let dialogConfirm: Command = "dialog-confirm"
    static let dialogLeave: Command = "dialog-leave"
}

extension Set<Command> {
    static let dialog: Set = [.dialogConfirm, .dialogLeave]
    /// A dialog that is longer than the screen is scrolled.
    static let scrolledDialog = dialog.union(["dialog-down", "dialog-up", "dialog-page-down", "dialog-page-up"])
}

extension Scope {
    /// What dialogs have in common.
    static let dialogs = Scope(
        "dialogs",
        own: [
            Binding(
                .dialogConfirm, [.enter], footer: 1, word: { state in state.dialog.flatMap { $0.confirmation(state) } },
                run: { state in state.dialog?.confirm(&state) ?? [] }),
            Binding(
                .dialogLeave, [.escape, .character("q")], keepsEscape: true, footer: 9,
                word: { state in state.dialog.flatMap { $0.leaving(state) } },
                run: { state in state.dialog?.leave(&state) ?? [] }),
            Binding("dialog-down", [.character("j"), .down], act: { $0.scrollDialog { $0.top + 1 } }),
            Binding("dialog-up", [.character("k"), .up], act: { $0.scrollDialog { $0.top - 1 } }),
            Binding("dialog-page-down", [.pageDown], act: { $0.scrollDialog { $0.top + max(1, $0.window - 1) } }),
            Binding("dialog-page-up", [.pageUp], act: { $0.scrollDialog { $0.top - max(1, $0.window - 1) } }),
        ])
}

extension State {
    /// - Parameter top: makes the first line that shows of how the box stands now.
    fileprivate mutating func scrollDialog(_ top: (BoxFit) -> Int) {
        guard let fit = dialogBox?.fit(in: size) else { return }
        dialogTop = min(max(0, top(fit)), fit.lastTop)
    }
}
