/// Why a text is no TOML.
public enum SyntaxFault: Hashable, Sendable {
    case headingWithoutName
    case manyParts
    case manyBrackets
    case noValue
    /// A duration or a size without quotes.
    case unquoted
    /// `yes` or `no`.
    case boolean
    /// A backslash in double quotes, which stands before a sign that cannot be typed: of a path of Windows.
    case backslash
    /// A sign of an input method or a word processor where one of TOML's belongs.
    case foreign(String)
    /// A blank, or nothing to be seen, that is none of TOML's blanks: its number.
    case unseen(String)
    /// A colon between a key and its value.
    case colon
    case unopenedBracket
    case nul
    case unclosedText
    /// The parser's own words, which are English, without what they quote from the file: a secret without quotes would be in it.
    case parser(String)

    /// Quoted parts that are the parser's own.
    private static let own: Set<Substring> = [
        "=", "]", "[", ",", "}", "{", "-", ":", ".", "true", "false", "inf", "nan", "\\n", "\\r",
    ]

    /// - Parameter description: what the parser says.
    init(parser description: String) {
        var reason = description[...]
        if reason.hasPrefix("Error while parsing "), let colon = reason.firstRange(of: ": ") {
            reason = reason[colon.upperBound...]
        }
        // A text that is not closed runs into the end of its line, which the parser calls a control character.
        if reason.hasPrefix("unescaped control characters") {
            self = .unclosedText
            return
        }
        if reason.hasPrefix("expected hex digit") || reason.hasPrefix("unknown escape sequence") {
            self = .backslash
            return
        }
        if reason == "could not determine value type" {
            self = .noValue
            return
        }
        if let name = reason.firstRange(of: " (TOML_") { reason = reason[..<name.lowerBound] }
        if let saw = reason.firstRange(of: ", saw ") { reason = reason[..<saw.lowerBound] }
        let parts = reason.split(separator: "'", omittingEmptySubsequences: false)
        self = .parser(
            parts.enumerated().map { number, part in
                if number % 2 == 0 { return String(part) }
                return Self.own.contains(part) ? "'\(part)'" : "…"
            }.joined())
    }
}
