import Cells
import Wording

/// The key table as others print it: the page of the documentation, and the manual.
public struct KeysPage {
    public struct Section: Sendable {
        public var title: String
        public var rows: [Row]
    }

    public struct Row: Sendable {
        /// As `[keys]` takes them; none for a command of the palette alone.
        public var keys: [String]
        /// The command's name in `[keys]`.
        public var name: String
        public var title: String
        /// Does not exist with `--read-only`.
        public var isDangerous: Bool
    }

    public let sections: [Section]

    public init(_ texts: Texts) {
        let bindings = Bindings()
        sections = bindings.sections.map { tag, section in
            Section(
                title: texts.heading(tag.name),
                rows: section.map { binding in
                    Row(
                        keys: binding.keys.map(\.name), name: binding.command.name,
                        title: bindings.title(of: binding.command, texts), isDangerous: binding.dangerous)
                })
        }
    }

    public var markdown: String {
        var page = """
            # Keys

            Made from the key table. The name is what `[keys]` in the configuration takes; keys are written as they stand here. The first
            four sections are the list's commands, which the palette takes by name; those that work on a page too have their keys there,
            but for what the page uses itself. Where text is typed letters are text, edited as in every shell: `Ctrl-A` `Ctrl-E` `Ctrl-U`
            `Ctrl-K` `Ctrl-W`, arrows, `Home` and `End`. `Esc` leaves every page and dialog, and `Ctrl-C` the program, whatever the
            configuration says.

            """
        for section in sections {
            page += "\n## \(section.title)\n\n| key | name | does |\n| --- | --- | --- |\n"
            for row in section.rows {
                let keys = row.keys.map { "`\($0)`" }.joined(separator: " ")
                page += "| \(keys) | `\(row.name)` | \(row.title)\(row.isDangerous ? "; not with `--read-only`" : "") |\n"
            }
        }
        return page
    }
}
