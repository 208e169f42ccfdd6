import Wording

/// The command palette: every command by its name, for who does not know its key yet.
public struct Palette: Hashable, Sendable {
    var field = TextField(limit: 60)
    /// Which of the matching commands Enter runs.
    var chosen = 0
}

extension State {
    /// The commands that what was typed stands for: each of its words is in the command's name or title. Those whose name begins
    /// with it come first; of the others what acts on cameras comes before the list and the program, and moving last.
    func matches(of palette: Palette) -> [Binding] {
        let typed = palette.field.text.lowercased()
        let words = typed.split(separator: " ")
        let sorted = Binding.Tag.byUse.flatMap { tag in options.bindings.all.filter { $0.tag == tag } }
        let all = sorted.filter { binding in
            guard binding.command != .palette, binding.command != .dismiss else { return false }
            let title = options.bindings.title(of: binding.command, texts).lowercased()
            return words.allSatisfy { binding.command.rawValue.contains($0) || title.contains($0) }
        }
        guard !words.isEmpty else { return all }
        return all.filter { $0.command.rawValue.hasPrefix(typed) } + all.filter { !$0.command.rawValue.hasPrefix(typed) }
    }
}
