import Cells
import Wording

/// The palette as a box: what was typed, and the commands it stands for with their keys; what does not work now is dim.
struct PaletteView {
    let state: State
    let palette: Palette

    /// Commands that are listed at once, at most.
    private static let most = 14
    /// Columns of the box at most: names, keys and what they do stand on one line.
    private static let widest = 116

    func box(size: Size) -> BoxView {
        let prompt = BoxView.Line(
            [(":", Style(.key, .bold)), (palette.field.text, Style(.input))], cursor: 1 + palette.field.cursorColumn)
        let width = BoxView.textWidth(in: size, widest: Self.widest)
        let matches = state.matches(of: palette)
        let lines = matches.enumerated().map { row, binding in line(binding, isChosen: row == palette.chosen, width) }
        let none = BoxView.Line(state.texts.dialogs.noCommand, Style(.dim))
        return BoxView(
            title: state.texts.dialogs.paletteTitle, head: [prompt, BoxView.Line()], lines: matches.isEmpty ? [none] : lines,
            symbols: state.symbols, focus: palette.chosen, height: Self.most, widest: Self.widest)
    }

    /// `copy-address        y      copy the HLS address`
    private func line(_ binding: Binding, isChosen: Bool, _ width: Int) -> BoxView.Line {
        let reason = binding.disabledReason(state)
        let role: Style = isChosen ? Style(.selection) : reason == nil ? .plain : Style(.dim)
        let name = binding.command.name
        let key = binding.keys.first?.name ?? ""
        let text = reason ?? state.options.bindings.title(of: binding.command, state.texts)
        let head = name.padded(to: 20) + key.padded(to: 8)
        let line = Glyphs.cut(head + text, to: width, ellipsis: state.symbols.ellipsis)
        return BoxView.Line(isChosen ? line + String(repeating: " ", count: max(0, width - Glyphs.width(of: line))) : line, role)
    }
}

extension String {
    fileprivate func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(1, columns - count)) }
}
