import Cells

extension State {
    /// Enter runs the chosen command, or says why it does not work now; Tab writes its name out.
    mutating func press(_ key: Key, in palette: Palette) -> [Effect] {
        var palette = palette
        let matches = matches(of: palette)
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter:
            guard matches.indices.contains(palette.chosen) else { return [] }
            dialog = nil
            let binding = matches[palette.chosen]
            // What is the grid's matter is done, and seen, there.
            if !page.commands.contains(binding.command) { showGrid() }
            return run(binding)
        case .tab:
            if matches.indices.contains(palette.chosen) { palette.field.replace(with: matches[palette.chosen].command.rawValue) }
            palette.chosen = 0
        case .down, .control("n"): palette.chosen = min(palette.chosen + 1, max(0, matches.count - 1))
        case .up, .control("p"): palette.chosen = max(0, palette.chosen - 1)
        case .backspace where palette.field.isEmpty:
            dialog = nil
            return []
        default:
            let typed = palette.field.text
            if palette.field.edit(key), palette.field.text != typed { palette.chosen = 0 }
        }
        dialog = .palette(palette)
        return []
    }
}
