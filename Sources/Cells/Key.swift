/// A key as the terminal sends it. Its name is what `[keys]` of the configuration and the help use.
public enum Key: Hashable, Codable, Sendable {
    case character(String)
    /// Ctrl and a lower-case letter.
    case control(String)
    case enter, escape, tab, backtab, backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    case function(Int)

    private static let named: [(Key, String)] = [
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backtab, "Shift-Tab"), (.backspace, "Backspace"),
        (.delete, "Delete"), (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.pageUp, "PgUp"),
        (.pageDown, "PgDn"), (.home, "Home"), (.end, "End"), (.character(" "), "Space"),
    ]

    public var name: String {
        if let (_, name) = Self.named.first(where: { $0.0 == self }) { return name }
        switch self {
        case .character(let character): return character
        case .control(let letter): return "Ctrl-" + letter.uppercased()
        case .function(let number): return "F\(number)"
        default: return "?"
        }
    }

    /// `y`, `Y`, `/`, `Ctrl-P`, `Space`, `F5`, `PgDn`; words in any case.
    public init?(name full: String) {
        let name = full.halfWidth
        if name.count == 1 {
            self = .character(name == " " ? " " : name)
            return
        }
        let lower = name.lowercased()
        if let (key, _) = Self.named.first(where: { $0.1.lowercased() == lower }) {
            self = key
        } else if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last, letter.isASCII, letter.isLetter {
            self = .control(String(letter))
        } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }
}

public struct Mouse: Hashable, Codable, Sendable {
    public enum Action: String, Hashable, Codable, Sendable {
        case press, wheelUp, wheelDown
    }

    public var action: Action
    public var point: Point

    public init(action: Action, point: Point) {
        self.action = action
        self.point = point
    }
}

/// What comes from the terminal.
public enum Input: Hashable, Codable, Sendable {
    case key(Key)
    case paste(String)
    case mouse(Mouse)
    case focus(Bool)
    case resize(Size)
    /// Whether the terminal draws ambiguous characters (lines, blocks, dots) two columns wide; nil when it does not answer.
    case probed(ambiguousWide: Bool?)
}
