import Cells
import TOMLKit

/// A theme as a TOML text: a table for each role of `Cells.Role`, and in it how the role is drawn.
///
///     [good]
///     fg = 34            # of the 256 colours
///     fg16 = "green"     # where a terminal has 16
///     bold = true
///
/// `bg` and `bg16` are the background, `dim`, `underline` and `reverse` the other attributes. A colour needs both numbers,
/// so that no theme is blind on the console. What is left out is the terminal's own.
public enum ThemeFile {
    /// - Parameter file: its name in the problems.
    /// - Throws: every problem at once.
    public static func parse(_ text: String, name: String, file: String) throws(ConfigurationError) -> Theme {
        let document = try Document(text, file: file)
        let names = Role.themed.map(\.name)
        var inks: [Role: Ink] = [:]
        for key in document.root.keys {
            if document.isHopeless { break }
            let path = TablePath() + key
            guard let role = Role.themed.first(where: { $0.name == key }) else {
                document.report(.unknownKey(nearest: Spelling.nearest(to: key, among: names)), at: path)
                continue
            }
            guard let value = document.root[key], let table = value.table else {
                let found = document.root[key].map { ValueKind($0.type) } ?? .string
                document.report(.wrongType(expected: .table, found: found), at: path)
                continue
            }
            inks[role] = ink(TableReader<InkKey>(table, at: path, of: document))
        }
        guard document.problems.isEmpty else { throw ConfigurationError(document.problems) }
        return Theme(name: name, inks: inks)
    }

    /// The keys that a role's table may hold.
    public static var documentedKeys: [String] { InkKey.allCases.map(\.rawValue) }

    private static func ink(_ reader: TableReader<InkKey>) -> Ink {
        var ink = Ink(foreground: colour(reader, .fg, .fg16), background: colour(reader, .bg, .bg16))
        let attributes: [(InkKey, Style.Attributes)] = [
            (.bold, .bold), (.dim, .dim), (.underline, .underline), (.reverse, .reverse),
        ]
        for (key, attribute) in attributes where reader.boolean(key) == true { ink.attributes.insert(attribute) }
        return ink
    }

    private static func colour(_ reader: TableReader<InkKey>, _ extended: InkKey, _ basic: InkKey) -> Colour? {
        guard reader.has(extended) || reader.has(basic) else { return nil }
        for key in [extended, basic] where !reader.has(key) { reader.report(.missing, key) }
        let name: BasicColour? = reader.choice(basic)
        guard let number = reader.number(extended, 0...255), let name else { return nil }
        return Colour(extended: number, basic: name.index)
    }
}
