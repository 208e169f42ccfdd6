import Cells

/// The 16 colours by their names in a theme file, in the order of the palette.
enum BasicColour: String, CaseIterable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack = "bright-black"
    case brightRed = "bright-red"
    case brightGreen = "bright-green"
    case brightYellow = "bright-yellow"
    case brightBlue = "bright-blue"
    case brightMagenta = "bright-magenta"
    case brightCyan = "bright-cyan"
    case brightWhite = "bright-white"

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
