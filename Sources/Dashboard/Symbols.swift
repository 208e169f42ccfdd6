/// The few symbols that are no letters, and their ASCII twins for terminals that draw them two columns wide.
public struct Symbols: Hashable, Codable, Sendable {
    public var rule, ellipsis, dot: String
    public var topLeft, topRight, bottomLeft, bottomRight, side: String
    public var online, offline, mixed, unobserved: String
    public var ascending, descending, arrow: String

    public static let lines = Symbols(
        rule: "─", ellipsis: "…", dot: "·", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", side: "│",
        online: "█", offline: "▁", mixed: "▄", unobserved: " ", ascending: "↑", descending: "↓", arrow: "→")

    public static let ascii = Symbols(
        rule: "-", ellipsis: "~", dot: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", side: "|",
        online: "#", offline: "_", mixed: "=", unobserved: " ", ascending: "^", descending: "v", arrow: "->")
}
