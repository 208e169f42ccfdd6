/// The name of what a key does: in `[keys]`, in the palette, in the help and in the docs. A command that code names, besides its
/// binding, has a constant.
public struct Command: Hashable, Sendable, ExpressibleByStringLiteral {
    public let name: String

    public init(_ name: String) { self.name = name }

    public init(stringLiteral name: String) { self.name = name }
}

extension Command {
    public static let moveDown: Command = "move-down"
    public static let moveUp: Command = "move-up"
    public static let pageDown: Command = "page-down"
    public static let pageUp: Command = "page-up"
    public static let nextProblem: Command = "next-problem"
    public static let details: Command = "details"
    public static let accounts: Command = "accounts"
    public static let mark: Command = "mark"
    public static let clearMarks: Command = "clear-marks"
    public static let toggleEncryption: Command = "toggle-encryption"
    public static let copyAddress: Command = "copy-address"
    public static let card: Command = "card"
    public static let check: Command = "check"
    public static let play: Command = "play"
    public static let picture: Command = "picture"
    public static let refresh: Command = "refresh"
    public static let refreshAll: Command = "refresh-all"
    public static let tiles: Command = "tiles"
    public static let mouse: Command = "mouse"
    public static let palette: Command = "palette"
    public static let history: Command = "history"
    public static let log: Command = "log"
    public static let help: Command = "help"
    public static let redraw: Command = "redraw"
    public static let suspend: Command = "suspend"
    public static let dismiss: Command = "dismiss"
    public static let quit: Command = "quit"
}
