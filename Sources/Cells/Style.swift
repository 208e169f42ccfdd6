/// What a cell means. The code names roles, only a theme names colours.
public enum Role: UInt8, CaseIterable, Hashable, Codable, Sendable {
    case text
    /// Stale facts, hints, what is of less worth.
    case dim
    /// The program's name and the titles of dialogs and screens.
    case title
    /// Titles of columns.
    case heading
    /// Lines between the parts of the screen, borders of dialogs.
    case border
    /// The key in "e encrypt".
    case key
    /// online, playing, ready.
    case good
    /// encrypted, limited, ages of stale facts.
    case warning
    /// offline, refused, broken, errors.
    case bad
    /// What waits for the cloud: asking, pending.
    case pending
    /// The selected row's own look, over whatever else it is.
    case selection
    /// The mark of a marked camera.
    case mark
    /// The part of a name that the filter matched.
    case match
    /// What the user types into.
    case input

    /// The name a theme file gives it.
    public var name: String { String(describing: self) }
}

/// A role and the attributes a view adds to it. Small on purpose: a frame holds thousands.
public struct Style: Hashable, Sendable {
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
    }

    public var role: Role
    public var attributes: Attributes
    /// The cell lies in the selected row: the theme's selection background goes under the role's own colour.
    public var selected: Bool

    public init(_ role: Role, _ attributes: Attributes = [], selected: Bool = false) {
        self.role = role
        self.attributes = attributes
        self.selected = selected
    }

    public static let plain = Style(.text)
}
