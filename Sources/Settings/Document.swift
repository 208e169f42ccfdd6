import TOMLKit

/// One TOML text: its tables, the line of each key, and what has been found wrong with it so far.
final class Document {
    let file: String
    let root: TOMLTable
    private let keys: KeyLines
    private(set) var problems: [ConfigurationProblem] = []
    /// Enough is wrong with it: nothing more is looked for.
    var isHopeless: Bool { problems.count > ConfigurationError.mostShown }

    /// Throws the one problem of a text that is no TOML.
    init(_ text: String, file: String) throws(ConfigurationError) {
        self.file = file
        keys = KeyLines(text)
        if let fault = keys.fault { throw ConfigurationError([Self.syntax(file, fault.line, fault.path, fault.fault)]) }
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError([Self.problem(of: error, file: file, keys: keys)])
        } catch {
            throw ConfigurationError([Self.syntax(file, nil, nil, .parser(""))])
        }
    }

    /// Something in the text is worth keeping from others, also where its account could not be read. By what was read: a key may be
    /// written with escapes.
    var holdsSecret: Bool { Self.holdsSecret(root, in: "") }

    private static func holdsSecret(_ table: TOMLTable, in name: String) -> Bool {
        if name == "verification_codes" { return !table.keys.isEmpty }
        return table.keys.contains { key in
            if key.hasSuffix("app_secret") || name == "push" && key == "secret" { return true }
            // Whoever knows the address of a webhook may post there, and whoever knows that of a topic reads it.
            if name == "via", key == "post" { return true }
            guard let value = table[key] else { return false }
            if let inner = value.table { return holdsSecret(inner, in: key) }
            return value.array?.contains { $0.table.map { holdsSecret($0, in: key) } ?? false } ?? false
        }
    }

    func line(of path: TablePath) -> Int? { keys.lines[path] }

    /// Takes the line of the nearest thing above when the path itself has none (a key that is missing).
    func report(_ what: ConfigurationProblem.What, at path: TablePath) {
        guard !isHopeless else { return }
        var above = path
        while !above.steps.isEmpty, keys.lines[above] == nil { above.steps.removeLast() }
        problems.append(
            ConfigurationProblem(file: file, line: keys.lines[above], key: path.steps.isEmpty ? nil : path.name, what: what))
    }

    private static func syntax(
        _ file: String, _ line: Int?, _ path: TablePath?, _ fault: SyntaxFault
    ) -> ConfigurationProblem {
        ConfigurationProblem(file: file, line: line, key: path?.name, what: .syntax(fault))
    }

    private static func problem(of error: TOMLParseError, file: String, keys: KeyLines) -> ConfigurationProblem {
        let line = error.source.begin.line
        if error.description.contains("cannot redefine"), let again = keys.repeats.first(where: { $0.line == line }) {
            return ConfigurationProblem(
                file: file, line: line, key: again.path.name, what: .duplicateKey(firstLine: again.firstLine))
        }
        return ConfigurationProblem(
            file: file, line: line, column: error.source.begin.column, key: keys.assigned[line]?.name,
            what: .syntax(SyntaxFault(parser: error.description)))
    }
}
