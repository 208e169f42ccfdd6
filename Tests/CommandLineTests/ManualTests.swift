import FoundationEssentials
import Testing
import Wording

@testable import CommandLine
@testable import Install

@Suite("The manual's pages")
struct ManualTests {
    private static let dump = #"""
        {"command": {
          "commandName": "eztop", "abstract": "Cameras.", "discussion": "See \\fBbold\\fR. .It is no list.\n\n  eztop --demo",
          "arguments": [
            {"kind": "option", "names": [{"kind": "long", "name": "config"}], "valueName": "file", "abstract": "The configuration.",
             "sectionTitle": "global", "isOptional": true, "isRepeating": false}],
          "subcommands": [
            {"commandName": "help", "arguments": []},
            {"commandName": "hosting", "abstract": "Hosted.", "subcommands": [
              {"commandName": "link", "abstract": "The page.", "arguments": [
                {"kind": "positional", "valueName": "serial", "isOptional": false, "isRepeating": true, "abstract": "Which."},
                {"kind": "option", "names": [{"kind": "short", "name": "s"}, {"kind": "long", "name": "state"}],
                 "valueName": "text", "abstract": "Yours.", "allValues": ["a", "b"], "defaultValue": "a",
                 "isOptional": true, "isRepeating": false},
                {"kind": "flag", "names": [{"kind": "long", "name": "no-qr"}], "isOptional": true, "isRepeating": false}]}]}]}}
        """#

    private func pages(_ texts: Texts) throws -> [String: [Substring]] {
        let dump = try JSONDecoder().decode(HelpDump.self, from: Data(Self.dump.utf8))
        return Manual(dump, texts).pages.mapValues { $0.split(separator: "\n") }
    }

    @Test("are one for each command of each level, but for help")
    func names() throws {
        #expect(try pages(.english).keys.sorted() == ["eztop-hosting-link.1", "eztop-hosting.1", "eztop.1"])
    }

    @Test("have every argument in their synopsis, and with its values and what it is without them in the list")
    func arguments() throws {
        let page = try #require(try pages(.english)["eztop-hosting-link.1"])
        let synopsis = page.drop { $0 != ".Sh SYNOPSIS" }.prefix { $0 != ".Sh DESCRIPTION" }
        #expect(
            Array(synopsis) == [
                ".Sh SYNOPSIS", ".Nm eztop hosting link", ".Op Fl -state Ar text", ".Op Fl -no-qr", ".Ar serial ...",
            ])
        let option = try #require(page.firstIndex(of: ".It Fl \\&s , Fl -state Ar text"))
        #expect(page[(option + 1)...].prefix(2) == ["Yours.", "(values: a, b; default: a)"])
        #expect(try pages(.chinese)["eztop-hosting-link.1"]?.contains { $0.hasSuffix("（可选：a、b；默认：a）") } == true)
        #expect(page.contains(".It Ar serial"))
        #expect(page.suffix(2) == [".Sh SEE ALSO", ".Xr eztop 1"])
    }

    @Test("of the program itself have its keys, variables, files and exit codes, in its own language")
    func program() throws {
        for (texts, keys) in [(Texts.english, ".Sh KEYS"), (.chinese, ".Sh 按键")] {
            let page = try #require(try pages(texts)["eztop.1"])
            #expect(page.contains(Substring(keys)))
            #expect(
                page.contains(".It EZTOP_APP_SECRET") && page.contains(".It \\&78") && page.contains(".It Xr eztop-hosting 1"))
            #expect(page.contains(".It Fl -config Ar file"))
        }
        #expect(try pages(.english)["eztop-hosting.1"]?.contains(".It EZTOP_APP_SECRET") == false)
    }

    @Test("hold texts that mean nothing to roff, whatever stands in them")
    func escaped() throws {
        let page = try #require(try pages(.english)["eztop.1"])
        #expect(page.contains("See \\efBbold\\efR.") && page.contains("\\&.It is no list."))
        let example = try #require(page.firstIndex(of: ".Bd -literal -offset indent"))
        #expect(page[example + 1] == "eztop --demo" && page[example + 2] == ".Ed")
        #expect(Roff.escaped("'quoted") == "\\&'quoted" && Roff.escaped("a.b") == "a.b")
        #expect(Roff.word("Nm") == "\\&Nm" && Roff.word("|") == "\\&|" && Roff.word("serial") == "serial")
        #expect(Roff.word("a \"b\"") == "\"a \"\"b\"\"\"")
    }
}
