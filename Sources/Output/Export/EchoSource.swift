/// A source of go2rtc that runs a program whenever somebody begins to watch, and takes what it prints for the address.
public enum EchoSource {
    /// go2rtc splits at blanks, and knows quotes of both kinds at the beginning of a word alone, without any escape.
    ///
    /// - Returns: nil where a word cannot be written so.
    public static func text(_ words: [String]) -> String? {
        var written: [String] = []
        for word in words {
            guard let word = quoted(word) else { return nil }
            written.append(word)
        }
        let text = "echo:" + written.joined(separator: " ")
        // The mark of a template, which would take the place of the whole source.
        return text.contains("{input}") ? nil : text
    }

    private static func quoted(_ word: String) -> String? {
        let quotes: Set<Unicode.Scalar> = ["\"", "'"], blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
        let scalars = word.unicodeScalars
        guard let first = scalars.first else { return nil }
        if !quotes.contains(first), !scalars.contains(where: blanks.contains) { return word }
        guard let quote = ["\"", "'"].first(where: { !scalars.contains($0) }) else { return nil }
        return "\(quote)\(word)\(quote)"
    }
}
