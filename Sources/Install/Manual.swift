import Dashboard
import FoundationEssentials
import Output
import Wording

/// The manual's pages, made from what the argument parser knows of the commands and from the key table: `eztop(1)`, and a page
/// for each command.
struct Manual {
    private let root: HelpDump.Command
    private let texts: Texts

    init(_ dump: HelpDump, _ texts: Texts) {
        root = dump.command
        self.texts = texts
    }

    private var words: Texts.Manual { texts.manual }

    /// By the name of their file, `eztop-devices.1`.
    var pages: [String: String] {
        var pages: [String: String] = [:]
        add(root, path: [root.commandName], to: &pages)
        return pages
    }

    private func add(_ command: HelpDump.Command, path: [String], to pages: inout [String: String]) {
        pages[path.joined(separator: "-") + ".1"] = page(command, path)
        for inner in Self.inner(command) { add(inner, path: path + [inner.commandName], to: &pages) }
    }

    private static func inner(_ command: HelpDump.Command) -> [HelpDump.Command] {
        (command.subcommands ?? []).filter { $0.commandName != "help" }
    }

    // MARK: A page

    private func page(_ command: HelpDump.Command, _ path: [String]) -> String {
        let name = path.joined(separator: "-")
        var page = Roff()
        page.macro("Dd", Version.date)
        page.macro("Dt", name.uppercased() + " 1")
        page.macro("Os")
        page.section(words.name)
        page.macro("Nm", name)
        page.macro("Nd", Roff.escaped(Self.withoutStop(command.abstract ?? "")))
        page.section(words.synopsis)
        page.macro("Nm", path.joined(separator: " "))
        synopsis(command, &page)
        page.section(words.description)
        page.text(command.discussion ?? command.abstract ?? "")
        options(command, &page)
        commands(command, path, &page)
        if path.count == 1 { program(&page) }
        page.section(words.seeAlso)
        let others = path.count == 1 ? Self.inner(root).map { "eztop-\($0.commandName)" }.sorted() : ["eztop"]
        for (index, other) in others.enumerated() { page.macro("Xr", other + " 1" + (index < others.count - 1 ? " ," : "")) }
        return page.source
    }

    private func synopsis(_ command: HelpDump.Command, _ page: inout Roff) {
        let arguments = command.arguments ?? []
        for argument in arguments where !argument.isPositional && argument.sectionTitle == nil {
            let value = argument.kind == "option" ? " Ar \(Roff.word(argument.valueName ?? ""))" : ""
            guard let name = argument.names?.last else { continue }
            page.macro("Op", "Fl \(Roff.word(String(name.text.dropFirst())))\(value)")
        }
        for argument in arguments where argument.isPositional {
            let value = Roff.word(argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
            page.macro(argument.isOptional ? "Op" : "Ar", argument.isOptional ? "Ar \(value)" : value)
        }
        if !Self.inner(command).isEmpty { page.macro("Op", "Ar command") }
    }

    private func options(_ command: HelpDump.Command, _ page: inout Roff) {
        let arguments = (command.arguments ?? []).filter { $0.isPositional || $0.names != nil }
        let own = arguments.filter { $0.sectionTitle == nil }, global = arguments.filter { $0.sectionTitle != nil }
        for (title, arguments) in [(words.options, own), (words.globalOptions, global)] where !arguments.isEmpty {
            page.section(title)
            page.list {
                for argument in arguments {
                    if argument.isPositional {
                        $0.macro("It", "Ar \(Roff.word(argument.valueName ?? ""))")
                    } else {
                        let names = (argument.names ?? []).map { "Fl \(Roff.word(String($0.text.dropFirst())))" }
                        let value = argument.kind == "option" ? " Ar \(Roff.word(argument.valueName ?? ""))" : ""
                        $0.macro("It", names.joined(separator: " , ") + value)
                    }
                    // As help has it.
                    let values = argument.allValues.map { "values: " + $0.joined(separator: ", ") }
                    let remark = [values, argument.defaultValue.map { "default: " + $0 }].compactMap(\.self).joined(
                        separator: "; ")
                    let text = (argument.abstract ?? "") + (remark.isEmpty ? "" : " (\(remark))")
                    $0.text(texts.language.translated(text))
                }
            }
        }
    }

    private func commands(_ command: HelpDump.Command, _ path: [String], _ page: inout Roff) {
        let inner = Self.inner(command)
        guard !inner.isEmpty else { return }
        page.section(words.commands)
        page.list {
            for command in inner {
                $0.macro("It", "Xr \((path + [command.commandName]).joined(separator: "-")) 1")
                $0.text(command.abstract ?? "")
            }
        }
    }

    /// What concerns the program as a whole.
    private func program(_ page: inout Roff) {
        page.section(words.keys)
        for section in KeysPage(texts).sections {
            page.macro("Ss", section.title)
            page.list {
                for row in section.rows {
                    $0.macro(
                        "It", row.keys.isEmpty ? "Ic :\(row.name)" : "Ic " + row.keys.map(Roff.word).joined(separator: " , Ic "))
                    $0.text(row.title)
                }
            }
        }
        for (title, rows) in [
            (words.environment, words.variables), (words.files, words.paths),
            (words.exitStatus, ExitCode.allCases.map { (String($0.rawValue), words.meaning($0.rawValue)) }),
        ] {
            page.section(title)
            page.list {
                for (name, text) in rows {
                    $0.macro("It", Roff.word(name))
                    $0.text(text)
                }
            }
        }
    }

    private static func withoutStop(_ text: String) -> String {
        var text = text
        while let last = text.last, last == "." || last == "。" { text.removeLast() }
        return text
    }
}
