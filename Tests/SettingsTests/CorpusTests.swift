import Settings
import Testing
import Wording

@Suite("Configurations that are broken, and some that are not")
struct CorpusTests {
    @Test("are refused with every problem, its line, its key and the nearest known one", arguments: Fixtures.names(".expected"))
    func broken(_ name: String) throws {
        let text = try Fixtures.text(Fixtures.folder + "/\(name).toml")
        let expected = try Fixtures.text(Fixtures.folder + "/\(name).expected")
        do {
            _ = try Configuration.parse(text, file: name + ".toml")
            Issue.record("was accepted")
        } catch {
            #expect(Texts.english.describe(error) + "\n" == expected)
        }
    }

    @Test("are refused in Chinese at the same places", arguments: Fixtures.names(".expected"))
    func chinese(_ name: String) throws {
        let text = try Fixtures.text(Fixtures.folder + "/\(name).toml")
        do {
            _ = try Configuration.parse(text, file: name + ".toml")
            Issue.record("was accepted")
        } catch {
            let lines = Texts.chinese.describe(error).split(separator: "\n")
            let english = Texts.english.describe(error).split(separator: "\n")
            #expect(lines.count == english.count)
            for (line, other) in zip(lines, english) {
                #expect(line.prefix { $0 != " " } == other.prefix { $0 != " " }, "file and line")
                #expect(line.unicodeScalars.contains { ("一"..."鿿").contains($0) }, "no word of Chinese: \(line)")
                #expect(!line.contains("MARKED"))
            }
        }
    }

    @Test("are accepted", arguments: Fixtures.names(".toml").filter { $0.hasPrefix("good-") })
    func good(_ name: String) throws {
        let text = try Fixtures.text(Fixtures.folder + "/\(name).toml")
        #expect(throws: Never.self) { try Configuration.parse(text, file: name + ".toml") }
    }

    @Test("all have their message or are good")
    func complete() {
        let names = Fixtures.names(".toml")
        #expect(names.count > 50)
        #expect(names.filter { !$0.hasPrefix("good-") } == Fixtures.names(".expected"))
    }

    @Test("never show a value, which may be a secret", arguments: Fixtures.names(".toml"))
    func secrets(_ name: String) throws {
        let text = try Fixtures.text(Fixtures.folder + "/\(name).toml")
        do {
            let configuration = try Configuration.parse(text, file: "c.toml")
            var dumped = ""
            dump(configuration, to: &dumped)
            #expect(!dumped.contains("MARKED"))
            #expect(!"\(configuration)\(String(reflecting: configuration))".contains("MARKED"))
        } catch {
            var dumped = ""
            dump(error, to: &dumped)
            #expect(!dumped.contains("MARKED"))
            #expect(!Texts.english.describe(error).contains("MARKED"))
        }
    }
}
