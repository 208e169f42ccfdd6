import Cells
import Wording

/// The key table as others print it: the page of the documentation, and the manual.
public struct KeysPage {
    public struct Row: Sendable {
        /// As `[keys]` takes them; none for a command of the palette alone.
        public var keys: [String]
        /// The command's name in `[keys]`.
        public var name: String
        public var title: String
        /// Does not exist with `--read-only`.
        public var isDangerous: Bool
    }

    public let rows: [Row]

    public init(_ texts: Texts) {
        let bindings = Bindings()
        rows = bindings.all.map { binding in
            Row(
                keys: binding.keys.map(\.name), name: binding.command.rawValue,
                title: bindings.title(of: binding.command, texts), isDangerous: binding.dangerous)
        }
    }

    public var markdown: String {
        var page = """
            # Keys

            Made from the key table. The name is what `[keys]` in the configuration takes; keys are written as they stand here.

            | key | name | does |
            | --- | --- | --- |

            """
        for row in rows {
            let keys = row.keys.map { "`\($0)`" }.joined(separator: " ")
            page += "| \(keys) | `\(row.name)` | \(row.title)\(row.isDangerous ? "; not with `--read-only`" : "") |\n"
        }
        return page
    }
}
