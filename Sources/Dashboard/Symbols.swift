import Fleet

/// The few symbols that are no letters, and their ASCII twins for terminals that draw them two columns wide.
public struct Symbols: Hashable, Codable, Sendable {
    public var rule, ellipsis, dot: String
    public var topLeft, topRight, bottomLeft, bottomRight, side: String
    /// A stretch of the strip by the share of its downtime, from none to all.
    public var levels: [String]
    /// One in which nobody looked.
    public var unobserved: String
    public var ascending, descending, arrow: String
    /// Between two times; and where nothing is known.
    public var dash: String

    public static let lines = Symbols(
        rule: "─", ellipsis: "…", dot: "·", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", side: "│",
        levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], unobserved: "·", ascending: "↑", descending: "↓", arrow: "→",
        dash: "–")

    public static let ascii = Symbols(
        rule: "-", ellipsis: "~", dot: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", side: "|",
        levels: ["_", "-", "=", "#"], unobserved: ".", ascending: "^", descending: "v", arrow: "->",
        dash: "-")
}

extension Symbols {
    var low: String { levels.first ?? "" }
    var full: String { levels.last ?? "" }

    /// One stretch of a strip. Any downtime at all is to be seen; only what was down throughout is full.
    func stretch(_ bucket: History.Bucket) -> String {
        guard case .seen(let down) = bucket else { return unobserved }
        let last = levels.count - 1
        return levels[down <= 0 ? 0 : down >= 1 ? last : min(last - 1, max(1, Int((down * Double(last)).rounded())))]
    }
}
