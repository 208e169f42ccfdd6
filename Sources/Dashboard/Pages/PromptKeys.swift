import Cells

extension Command {
    static let promptKeep: Command = "prompt-keep"
    static let promptClear: Command = "prompt-clear"
}

extension Set<Command> {
    static let prompt: Set = [.promptKeep, .promptClear]
}

extension Scope {
    /// What the lines that are typed on pages have in common.
    static let prompts = Scope(
        "prompts",
        own: [
            Binding(.promptKeep, [.enter], footer: 1, act: { $0.endPrompt() }),
            Binding(
                .promptClear, [.escape], keepsEscape: true, footer: 0,
                act: { state in
                    state.editPrompt { $0.clear() }
                    state.endPrompt()
                }),
        ])
}

extension State {
    /// The line that is typed on the page, if one is.
    var prompt: Prompt? { page.prompt(in: self) }

    mutating func editPrompt(_ edit: (inout TextField) -> Void) {
        guard var prompt else { return }
        edit(&prompt.field)
        prompt.take(&self, prompt.field)
    }

    fileprivate mutating func endPrompt() { prompt?.end(&self) }
}
