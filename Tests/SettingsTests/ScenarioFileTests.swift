import FoundationEssentials
import Settings
import Testing
import Wording

@Suite("Scenario files")
struct ScenarioFileTests {
    private func problems(_ text: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try ScenarioFile.parse(text, file: "s.toml")
            return []
        } catch {
            return error.problems.map(Texts.english.describe)
        }
    }

    @Test("the documentation's own example is read, and every key stands in it")
    func documented() throws {
        let page = try Fixtures.text(Fixtures.checkout + "/docs/simulator.md")
        for key in ScenarioFile.documentedKeys { #expect(page.contains("`\(key)`"), "\(key)") }
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "    [cloud]" })
        let example = lines[start...].prefix { $0.isEmpty || $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(
            separator: "\n")
        let scenario = try ScenarioFile.parse(example, file: "example")
        #expect(scenario.devices?.map(\.serial) == ["C69625501", "E71820344", "G55512001"])
        #expect(scenario.devices?[0].encrypted == true && scenario.devices?[0].wantsCode == true)
        #expect(scenario.devices?[1].channels.map(\.stream) == [nil, "9053"])
        #expect(scenario.devices?[2].hosted == ["Get"])
        #expect(scenario.stalenessMilliseconds == 1500 && scenario.perMinute == 120)
        #expect(scenario.faults.map(\.code) == ["10029"] && scenario.faults[0].times == 3)
    }

    @Test("all that is wrong is said at once, with its line, what was expected and the nearest key")
    func wrong() {
        let found = problems(
            """
            [cloud]
            per_minut = 3
            [[devices]]
            name = "no serial"
            [[devices]]
            serial = "A"
            hosted = ["Everything"]
            [[devices]]
            serial = "A"
            status = "online"
            [[devices.channels]]
            number = 1
            stream = "broken"
            """)
        #expect(found.count == 6)
        #expect(found.contains { $0.contains("s.toml:2") && $0.contains("per_minute") })
        #expect(found.contains { $0.contains("s.toml:7") && $0.contains("Config") })
        #expect(found.contains { $0.contains("s.toml:9") })
        #expect(found.contains { $0.contains("s.toml:10") })
        #expect(found.contains { $0.contains("s.toml:13") && $0.contains("9048") })
    }

    @Test(
        "what could never be meant is wrong: the same channel twice, a serial or a code that is none, a fault that does nothing")
    func senseless() {
        #expect(problems("[[devices]]\nserial = \"ab c!\"").count == 1)
        #expect(problems("[[devices]]\nserial = \"A\"\nchannels = [{number = 1}, {number = 1}]").count == 1)
        #expect(problems("[[faults]]\ncode = \"abc\"").count == 1)
        #expect(problems("[[faults]]\ntimes = 3").count == 1)
        #expect(problems("[[faults]]\ndelay_ms = 300").isEmpty)
    }

    @Test("a file is read in any encoding of an editor, with any line ends, and names what an input method put into it")
    func encodings() throws {
        for bytes in Encodings.all(of: "[[devices]] \r\nserial = \"Ｃ1 \"\r\nname = \"门口（旧）\"\r\n") {
            var files = StubFiles([:])
            files.files["s.toml"] = ReadFile(bytes: bytes, mode: 0o644)
            let device = try #require(try ScenarioFile.read("s.toml", files: files).devices?.first)
            #expect(device.serial == "C1" && device.name == "门口（旧）")
        }
        #expect(
            problems("[[devices]]\nserial ＝ \"C1\"\n") == [
                "s.toml:2: devices.serial: not TOML: ＝ is none of its signs: type the one of an English keyboard"
            ])
    }

    @Test("an empty file is the home as it is")
    func empty() throws {
        #expect(try ScenarioFile.parse("", file: "s") == ScenarioFile())
    }
}
