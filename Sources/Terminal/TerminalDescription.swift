import CNcursesw

/// What the machine knows of the terminal that `TERM` names, before the terminal itself is asked anything.
public struct TerminalDescription: Hashable, Sendable {
    /// `TERM`; nil where it is unset or empty.
    public var term: String?
    /// The description that a screen would use; nil where there would be none.
    public var used: String?
    /// It is another terminal's, which stands in for one that is not installed.
    public var isSubstitute: Bool
    /// Colours that a screen would use: 0, 8, 16 or 256.
    public var colours: Int
    /// The option or `NO_COLOR` asks for none.
    public var colourless: Bool
    /// It may speak another language than xterm's, so that it is asked nothing.
    public var isPlain: Bool

    /// ncurses in the words of its own.
    public static var library: String { curses_version().map { String(cString: $0) } ?? "ncurses" }

    public init(_ choice: ColorChoice, environment: [String: String]) {
        term = environment["TERM"].flatMap { $0.isEmpty ? nil : $0 }
        colourless = !ColourPalette.wanted(choice) { environment[$0] }
        let (own, substitutes) = term.map { Screen.descriptions(of: $0, choice) } ?? ([], [])
        let found = (term == "dumb" ? [] : own + substitutes).lazy
            .map { ($0, Int(eztop_described_colors($0))) }.first { $0.1 > -2 }
        used = found?.0
        isSubstitute = found.map { !own.contains($0.0) } ?? false
        colours = colourless ? 0 : ColourPalette.used(of: found?.1 ?? 0, choice)
        isPlain = used.map(Modes.isPlain) ?? true
    }
}
