import Cells

/// A word that somebody copied by hand: into a file, into a variable, or to where a command prints it from.
public enum CopiedText {
    /// The word as it is meant: without what clings to its ends, and in half width, whatever input method typed it.
    public static func tidied(_ text: String) -> String { trimmed(text).halfWidth }

    /// Without what clings to its ends unseen: blanks of any width, line ends, marks of byte order.
    static func trimmed(_ text: String) -> String {
        let rest = text.unicodeScalars.drop(while: isUnseen)
        return String(String.UnicodeScalarView(rest.reversed().drop(while: isUnseen).reversed()))
    }

    /// Quotes stand around it: whoever reads a variable from a file by lines keeps them, and a shell does not.
    static func isQuoted(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard scalars.count > 1, let first = scalars.first, let last = scalars.last else { return false }
        return quotes[first]?.contains(last) == true
    }

    /// A quote is its first character, or its last.
    static func touchesQuote(_ text: String) -> Bool {
        [text.unicodeScalars.first, text.unicodeScalars.last].contains { end in
            end.map { end in quotes.contains { $0.key == end || $0.value.contains(end) } } ?? false
        }
    }

    /// That a sign is one which an input method or a word processor puts in the place of TOML's own; nil where it is not. Letters and
    /// digits never are: they may be part of a secret.
    static func fault(of sign: Unicode.Scalar) -> SyntaxFault? {
        guard !sign.isASCII else { return nil }
        if isUnseen(sign) { return .unseen("U+" + String(sign.value, radix: 16, uppercase: true)) }
        let isFullWidth =
            (0xFF01...0xFF5E).contains(sign.value) && !sign.properties.isAlphabetic && sign.properties.numericType == nil
        return isFullWidth || signs.contains(sign) ? .foreign(String(sign)) : nil
    }

    /// What closes each quote; Chinese ones also stand the wrong way round.
    private static let quotes: [Unicode.Scalar: Set<Unicode.Scalar>] = [
        "\"": ["\""], "'": ["'"], "`": ["`"], "“": ["”", "“"], "”": ["”", "“"], "‘": ["’", "‘"], "’": ["’", "‘"], "「": ["」"],
    ]

    private static let signs: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "「", "」", "【", "】", "、", "。", "—", "–"]

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ["\u{FEFF}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{2060}"].contains(scalar)
    }
}
