import Wording

/// The command palette: every command by its name, for who does not know its key yet.
public struct Palette: Hashable, Sendable {
    var field = TextField(limit: 60)
    /// Which of the matching commands Enter runs.
    var chosen = 0
}

extension State {
    /// The commands that what was typed stands for: each of its words is in the command's name or title. Those whose name begins
    /// with it come first, else the table's order.
    func matches(of palette: Palette) -> [Binding] {
        let typed = palette.field.text.lowercased()
        let words = typed.split(separator: " ")
        let all = options.bindings.all.filter { binding in
            guard binding.command != .palette, binding.command != .dismiss else { return false }
            let title = texts.words(for: binding.command.rawValue).title.lowercased()
            return words.allSatisfy { binding.command.rawValue.contains($0) || title.contains($0) }
        }
        guard !words.isEmpty else { return all }
        return all.filter { $0.command.rawValue.hasPrefix(typed) } + all.filter { !$0.command.rawValue.hasPrefix(typed) }
    }
}
