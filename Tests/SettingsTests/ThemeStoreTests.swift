import Cells
import Settings
import Testing
import Wording

@Suite("Theme store")
struct ThemeStoreTests {
    private func find(_ name: String, _ files: [String: String]) -> String {
        let store = ThemeStore(environment: ["HOME": "/home/a"], files: StubFiles(files))
        do throws(ConfigurationError) {
            let theme = try store.find(name) { ConfigurationProblem(file: "c.toml", line: 3, key: "theme", what: $0) }
            return "\(theme.name) \(theme.inks[.text]?.foreground?.extended ?? -1)"
        } catch {
            return Texts.english.describe(error)
        }
    }

    private func theme(_ number: Int) -> String { "[text]\nfg = \(number)\nfg16 = \"red\"\n" }

    private let user = "/home/a/.config/eztop/themes/dark.toml"

    @Test("takes the user's before those that come with the program, which need no file")
    func order() {
        #expect(find("dark", [user: theme(1)]) == "dark 1")
        #expect(find("light", [:]).hasPrefix("light "))
        #expect(find("light", ["/home/a/.config/eztop/themes/light.toml": theme(2)]) == "light 2")
    }

    @Test("takes it in any encoding of an editor, with any line ends, and colours in full width")
    func encodings() {
        for bytes in Encodings.all(of: theme(1).replacing("red", with: "ｒed ").replacing("\n", with: " \r\n")) {
            var files = StubFiles([:])
            files.files[user] = ReadFile(bytes: bytes, mode: 0o644)
            let store = ThemeStore(environment: ["HOME": "/home/a"], files: files)
            let found = try? store.find("dark") { ConfigurationProblem(file: nil, what: $0) }
            #expect(found?.inks[.text]?.foreground?.extended == 1)
        }
    }

    @Test("has the default one built in, whatever lies around")
    func standard() {
        #expect(find("auto", [:]) == "default -1")
        #expect(find("default", ["/home/a/.config/eztop/themes/default.toml": theme(1)]) == "default -1")
    }

    @Test("takes a path as well")
    func path() {
        #expect(find("/tmp/mine.toml", ["/tmp/mine.toml": theme(4)]) == "mine 4")
        #expect(find("~/mine.toml", ["/home/a/mine.toml": theme(5)]) == "mine 5")
        #expect(find("mine.toml", ["mine.toml": theme(6)]) == "mine 6")
        #expect(find("/none.toml", [:]) == "c.toml:3: theme: no such file")
    }

    @Test("names those that there are when there is none of that name, and leaves its folders for none")
    func unknown() {
        #expect(find("drak", [user: theme(1)]).hasPrefix("c.toml:3: theme: no such theme; there are default, colour-blind, dark"))
        #expect(find("..", [:]).hasPrefix("c.toml:3: theme: no such theme"))
    }

    @Test("says what is wrong with a theme where it is wrong")
    func broken() {
        #expect(find("dark", [user: "[txet]\n"]) == "\(user):1: txet: unknown key; did you mean text?")
    }

    @Test("lists each name once, the default one first")
    func names() {
        let folder = "/home/a/.config/eztop/themes/"
        let files = [user: "", folder + "light.toml": "", folder + "B.toml": ""]
        let store = ThemeStore(environment: ["HOME": "/home/a"], files: StubFiles(files))
        #expect(store.names == ["default", "colour-blind", "dark", "high-contrast", "light", "solarized"])
    }
}
