/// The source of a manual page in mdoc(7), as it grows.
struct Roff {
    private(set) var source = ""

    /// - Parameter arguments: escaped already where they are anybody's text.
    mutating func macro(_ name: String, _ arguments: String = "") {
        source += ".\(name)\(arguments.isEmpty ? "" : " " + arguments)\n"
    }

    mutating func section(_ title: String) { macro("Sh", title) }

    /// Items with a term each; `body` writes an `It` and its text for each.
    mutating func list(_ body: (inout Roff) -> Void) {
        macro("Bl", "-tag -width Ds")
        body(&self)
        macro("El")
    }

    /// Paragraphs; lines that are indented stand as they are.
    mutating func text(_ text: String) {
        var isLiteral = false, wantsParagraph = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard !line.isEmpty else {
                wantsParagraph = true
                continue
            }
            let literal = line.hasPrefix("  ")
            if literal != isLiteral { literal ? macro("Bd", "-literal -offset indent") : macro("Ed") }
            // A display begins a paragraph by itself.
            if wantsParagraph, !literal, !isLiteral { macro("Pp") }
            // A sentence a line, so that each ends as sentences do.
            let lines =
                literal ? [String(line.dropFirst(2))] : line.replacing(". ", with: ".\n").split(separator: "\n").map(String.init)
            for line in lines { source += Self.escaped(line) + "\n" }
            (isLiteral, wantsParagraph) = (literal, false)
        }
        if isLiteral { macro("Ed") }
    }

    /// Text that means nothing to roff.
    static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }

    /// One argument of a macro, whatever it holds.
    static func word(_ text: String) -> String {
        let escaped = escaped(text)
        // A lone mark of punctuation, or the name of another macro, would be taken for that.
        let marked = text.count <= 3 && text.allSatisfy({ !$0.isWhitespace }) ? "\\&" + escaped : escaped
        return marked.contains { $0 == " " || $0 == "\"" } ? "\"" + marked.replacing("\"", with: "\"\"") + "\"" : marked
    }
}
