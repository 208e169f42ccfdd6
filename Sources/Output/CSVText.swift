import Wording

/// Rows as RFC 4180 has them, and safe for spreadsheets, which take a leading `=`, `+`, `-` or `@`, the wide ones of East Asian
/// keyboards too, for a formula.
enum CSVText {
    static func text(of rows: [[String]]) -> String {
        rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        var text = Printable.text(text)
        // Code point by code point, as readers take it: a comma with an accent over it is a comma.
        let scalars = text.unicodeScalars
        if let first = scalars.first(where: { $0 != " " }), "=+-@＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
        guard scalars.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
