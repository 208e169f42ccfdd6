/// The parser's words for what is no TOML, without what it quotes from the file: a secret without quotes would be in it.
struct SyntaxReason {
    let text: String

    /// Quoted parts that are the parser's own.
    private static let own: Set<Substring> = [
        "=", "]", "[", ",", "}", "{", "-", ":", ".", "true", "false", "inf", "nan", "\\n", "\\r",
    ]

    init(_ description: String) {
        var reason = description[...]
        if reason.hasPrefix("Error while parsing "), let colon = reason.firstRange(of: ": ") {
            reason = reason[colon.upperBound...]
        }
        // A text that is not closed runs into the end of its line, which the parser calls a control character.
        if reason.hasPrefix("unescaped control characters") { reason = "a text that is not closed on its line" }
        if reason == "could not determine value type" { reason = "no value; a text needs quotes" }
        if let name = reason.firstRange(of: " (TOML_") { reason = reason[..<name.lowerBound] }
        if let saw = reason.firstRange(of: ", saw ") { reason = reason[..<saw.lowerBound] }
        let parts = reason.split(separator: "'", omittingEmptySubsequences: false)
        text = parts.enumerated().map { number, part in
            if number % 2 == 0 { return String(part) }
            return Self.own.contains(part) ? "'\(part)'" : "…"
        }.joined()
    }
}
