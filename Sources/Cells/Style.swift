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
    /// The squares of a QR code: light ones in the foreground's colour, dark ones in the background's.
    case code
    /// Two pixels of a picture, in colours of their own: the only cells that no theme has a say in.
    case pixel

    /// The roles that a theme draws.
    public static let themed = allCases.filter { $0 != .pixel }

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

    public let role: Role
    /// Attributes and selection; of a `pixel` the colours of its halves. Two bytes, since a cell is compared as memory.
    private var first: UInt8
    private var second: UInt8

    public init(_ role: Role, _ attributes: Attributes = [], selected: Bool = false) {
        self.role = role
        first = attributes.rawValue
        second = selected ? 1 : 0
    }

    /// The upper and the lower half of a cell in two of the 256 colours.
    public init(upper: UInt8, lower: UInt8) {
        role = .pixel
        first = upper
        second = lower
    }

    /// None of a `pixel`.
    public var attributes: Attributes {
        get { Attributes(rawValue: role == .pixel ? 0 : first) }
        set { if role != .pixel { first = newValue.rawValue } }
    }

    /// The cell lies in the selected row: the theme's selection background goes under the role's own colour.
    public var selected: Bool {
        get { role != .pixel && second == 1 }
        set { if role != .pixel { second = newValue ? 1 : 0 } }
    }

    /// Of a `pixel`: indices of the 256 colours.
    public var upper: UInt8 { first }
    public var lower: UInt8 { second }

    public static let plain = Style(.text)
}
