/// A colour in both palettes: `extended` is an index of the 256-colour palette, `basic` one of the 16.
/// Where a terminal has 8 colours, `basic` 8–15 is drawn as 0–7 and bold.
public struct Colour: Hashable, Sendable {
    public var extended: Int
    public var basic: Int

    public init(extended: Int, basic: Int) {
        self.extended = extended
        self.basic = basic
    }
}

/// How a role is drawn. nil is the terminal's own colour.
public struct Ink: Hashable, Sendable {
    public var foreground: Colour?
    public var background: Colour?
    public var attributes: Style.Attributes

    public init(foreground: Colour? = nil, background: Colour? = nil, attributes: Style.Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// Roles to inks. A role the theme file leaves out is drawn as plain text.
public struct Theme: Hashable, Sendable {
    public var name: String
    public var inks: [Role: Ink]

    public init(name: String, inks: [Role: Ink]) {
        self.name = name
        self.inks = inks
    }

    public subscript(role: Role) -> Ink { inks[role] ?? Ink() }
}
