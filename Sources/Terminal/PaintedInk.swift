import Cells

/// A role's ink in the colours a terminal has. nil is the terminal's own colour.
struct PaintedInk: Equatable {
    var foreground: Int?
    var background: Int?
    var attributes: Style.Attributes

    /// - Parameters:
    ///   - selected: the selection's ink goes under the role's own: its background, or reverse where it has none to show.
    ///   - colours: 0, 8, 16 or 256.
    ///   - direct: a colour's number is its red, green and blue.
    init(_ theme: Theme, _ role: Role, selected: Bool, colours: Int, direct: Bool = false) {
        let ink = theme[role]
        attributes = ink.attributes
        set(foreground: ink.foreground, background: ink.background, colours, direct)
        guard selected else { return }
        let selection = theme[.selection]
        attributes.formUnion(selection.attributes)
        // With 8 colours a bright background is a plain one, and a grey bar would be black on black.
        let shown = selection.background.map { colours > 8 || (colours == 8 && $0.basic < 8) } ?? false
        if shown {
            set(
                foreground: ink.foreground ?? selection.foreground, background: selection.background, colours, direct)
        } else if selection.attributes.isEmpty || selection.attributes.contains(.reverse) {
            // One bar in one colour: reversed, every role would give its cells a background of its own.
            attributes.insert(.reverse)
            set(foreground: selection.foreground, background: nil, colours, direct)
        }
    }

    private mutating func set(foreground: Colour?, background: Colour?, _ colours: Int, _ direct: Bool) {
        self.foreground = nil
        self.background = nil
        guard colours > 0 else { return }
        self.foreground = foreground.map { Self.index($0, colours, direct) }
        self.background = background.map { Self.index($0, colours, direct) }
        guard colours == 8 else { return }
        if let foreground, foreground.basic >= 8 { attributes.insert(.bold) }
        self.foreground = self.foreground.map { $0 & 7 }
        self.background = self.background.map { $0 & 7 }
    }

    private static func index(_ colour: Colour, _ colours: Int, _ direct: Bool) -> Int {
        guard colours >= 256 else { return colour.basic & 15 }
        return direct ? rgb(colour.extended & 255) : colour.extended & 255
    }

    /// The usual red, green and blue of an index; the first eight keep their numbers, which stand for the palette there too.
    private static func rgb(_ index: Int) -> Int {
        let bright = [0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF]
        switch index {
        case ..<8: return index
        case ..<16: return bright[index - 8]
        case ..<232:
            let steps = [0, 95, 135, 175, 215, 255], cube = index - 16
            return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
        default:
            let grey = 8 + (index - 232) * 10
            return grey << 16 | grey << 8 | grey
        }
    }
}
