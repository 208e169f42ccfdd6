import Cells

/// Text in YAML that is the same text whatever it holds. go2rtc puts the environment in the place of `${…}` before it reads the
/// YAML, comments too, so that none may stand there.
public enum YAMLText {
    /// In double quotes, the only ones with escapes.
    public static func quoted(_ text: String) -> String {
        let body = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "$": "\\x24"
            default: Printable.text(String(scalar)) == String(scalar) ? String(scalar) : escaped(scalar)
            }
        }
        return "\"\(body.joined())\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// A line for who reads the file.
    public static func comment(_ text: String) -> String {
        // One by one, since a brace with an accent over it is a brace.
        var comment = "# ".unicodeScalars
        for scalar in Glyphs.cut(text, to: 200).unicodeScalars {
            comment.append(scalar == "{" ? "(" : scalar == "}" ? ")" : scalar)
        }
        return String(comment)
    }
}
