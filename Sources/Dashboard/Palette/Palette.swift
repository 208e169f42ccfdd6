import Cells
import Wording

/// The command palette: every command of the list by its name, for who does not know its key yet.
struct Palette: TypedDialog {
    static let scope = Scope.palette
    var field = TextField(limit: 60) {
        didSet { if field.text != oldValue.text { chosen = 0 } }
    }
    /// Which of the matching commands is run.
    var chosen = 0

    func box(_ state: State) -> BoxView? { PaletteView(state: state, palette: self).box(size: state.size) }

    /// Runs the chosen command, or says why it does not work now.
    func confirm(_ state: inout State) -> [Effect] {
        guard let binding = state.chosen(in: self) else { return [] }
        state.dialog = nil
        // What is the list's matter is done, and seen, there.
        let works = state.options.bindings.bindings(in: state.page.scope).contains { $0.command == binding.command }
        return (works ? [] : GridPage.open(in: &state)) + state.run(binding)
    }
}

extension Scope {
    static let palette = Scope(
        "palette",
        own: [
            Binding("palette-down", [.down, .control("n")], act: { $0.choose { $0 + 1 } }),
            Binding("palette-up", [.up, .control("p")], act: { $0.choose { $0 - 1 } }),
            Binding("palette-complete", [.tab], act: { $0.writeOut() }),
            Binding(
                "palette-leave", [.backspace], applies: { $0[Palette.self]?.field.isEmpty == true },
                run: { $0.dialog?.leave(&$0) ?? [] }),
        ], takes: .dialog, isText: true)
}

extension State {
    fileprivate func chosen(in palette: Palette) -> Binding? {
        let matches = matches(of: palette)
        return matches.indices.contains(palette.chosen) ? matches[palette.chosen] : nil
    }

    fileprivate mutating func choose(_ row: (Int) -> Int) {
        guard let palette = self[Palette.self] else { return }
        let chosen = min(max(0, row(palette.chosen)), max(0, matches(of: palette).count - 1))
        self[Palette.self]?.chosen = chosen
    }

    /// Writes the chosen command's name out.
    fileprivate mutating func writeOut() {
        if let binding = self[Palette.self].flatMap(chosen(in:)) { self[Palette.self]?.field.replace(with: binding.command.name) }
        self[Palette.self]?.chosen = 0
    }

    /// The commands that what was typed stands for: each of its words is in the command's name or title. Those whose name begins
    /// with it come first; of the others what acts on cameras comes before the list and the program, and moving last.
    func matches(of palette: Palette) -> [Binding] {
        let typed = palette.field.text.lowercased()
        let words = typed.split(separator: " ")
        let sorted = Binding.Tag.byUse.flatMap { tag in options.bindings.all.filter { $0.tag == tag } }
        let all = sorted.filter { binding in
            guard binding.command != .palette, binding.command != .dismiss else { return false }
            let title = options.bindings.title(of: binding.command, texts).lowercased()
            return words.allSatisfy { binding.command.name.contains($0) || title.contains($0) }
        }
        guard !words.isEmpty else { return all }
        return all.filter { $0.command.name.hasPrefix(typed) } + all.filter { !$0.command.name.hasPrefix(typed) }
    }
}
