import Cells
import Settings
import Testing

@Suite("docs/configuration.md")
struct DocumentationTests {
    /// The names in backquotes that begin the lines of its tables.
    private func names() throws -> [String] {
        try Fixtures.text(Fixtures.checkout + "/docs/configuration.md").split(separator: "\n").compactMap { line in
            guard line.hasPrefix("| `") else { return nil }
            return line.dropFirst(3).split(separator: "`").first.map(String.init)
        }
    }

    @Test("lists every key of the configuration, every variable and every role of a theme, and nothing else")
    func complete() throws {
        let known =
            Configuration.documentedKeys + Variable.allCases.map(\.rawValue) + Role.themed.map(\.name)
            + ThemeFile.documentedKeys
        #expect(try names().sorted() == known.sorted())
    }

    @Test("gives an example that is accepted")
    func example() throws {
        let parts = try Fixtures.text(Fixtures.checkout + "/docs/configuration.md").split(separator: "```toml\n").dropFirst()
        let examples = parts.compactMap { $0.split(separator: "```").first.map(String.init) }
        #expect(examples.count == 2)
        #expect(throws: Never.self) { try Configuration.parse(examples[0], file: "example") }
        #expect(throws: Never.self) { try ThemeFile.parse(examples[1], name: "example", file: "example") }
    }
}
