import Cells
import Wording

/// The key table as a page of the documentation: names for `[keys]`, keys, what they do.
public enum KeysPage {
    public static var markdown: String {
        var page = """
            # Keys

            Made from the key table. The name is what `[keys]` in the configuration takes; keys are written as they stand here.

            | key | name | does |
            | --- | --- | --- |

            """
        for binding in Binding.all {
            let keys = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
            let words = Texts.english.words(for: binding.command.rawValue).title
            page +=
                "| \(keys) | `\(binding.command.rawValue)` | \(words)\(binding.dangerous ? "; not with `--read-only`" : "") |\n"
        }
        return page
    }
}
