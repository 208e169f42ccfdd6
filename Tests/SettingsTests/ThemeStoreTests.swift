import Cells
import Settings
import Testing
import Wording

@Suite("Theme store")
struct ThemeStoreTests {
    private func find(_ name: String, _ files: [String: String], executable: String? = "/opt/bin/eztop") -> String {
        let store = ThemeStore(environment: ["HOME": "/home/a"], executable: executable, files: StubFiles(files))
        do throws(ConfigurationError) {
            let theme = try store.find(name) { ConfigurationProblem(file: "c.toml", line: 3, key: "theme", what: $0) }
            return "\(theme.name) \(theme.inks[.text]?.foreground?.extended ?? -1)"
        } catch {
            return Texts.english.describe(error)
        }
    }

    private func theme(_ number: Int) -> String { "[text]\nfg = \(number)\nfg16 = \"red\"\n" }

    private let user = "/home/a/.config/eztop/themes/dark.toml"
    private let installed = "/opt/share/eztop/themes/dark.toml"

    @Test("takes the user's before those installed with the program before those of its checkout")
    func order() {
        #expect(find("dark", [user: theme(1), installed: theme(2)]) == "dark 1")
        #expect(find("dark", [installed: theme(2)]) == "dark 2")
        let checkout = ["/src/Package.swift": "", "/src/themes/dark.toml": theme(3)]
        #expect(find("dark", checkout, executable: "/src/.build/x/debug/eztop") == "dark 3")
    }

    @Test("has the default one built in, whatever lies around")
    func standard() {
        #expect(find("auto", [:], executable: nil) == "default -1")
        #expect(find("default", ["/home/a/.config/eztop/themes/default.toml": theme(1)]) == "default -1")
    }

    @Test("takes a path as well")
    func path() {
        #expect(find("/tmp/mine.toml", ["/tmp/mine.toml": theme(4)]) == "mine 4")
        #expect(find("~/mine.toml", ["/home/a/mine.toml": theme(5)]) == "mine 5")
        #expect(find("mine.toml", ["mine.toml": theme(6)]) == "mine 6")
        #expect(find("/none.toml", [:]) == "c.toml:3: theme: no such file")
    }

    @Test("names the nearest when there is none of that name, and leaves its folders for none")
    func unknown() {
        #expect(find("drak", [user: theme(1)]) == "c.toml:3: theme: no such theme; did you mean dark?")
        #expect(find("..", [:]) == "c.toml:3: theme: no such theme; did you mean default?")
    }

    @Test("says what is wrong with a theme where it is wrong")
    func broken() {
        #expect(find("dark", [user: "[txet]\n"]) == "\(user):1: txet: unknown key; did you mean text?")
    }

    @Test("lists each name once, the default one first")
    func names() {
        let files = [user: "", installed: "", "/opt/share/eztop/themes/a.toml": "", "/opt/share/eztop/themes/B.toml": ""]
        let store = ThemeStore(environment: ["HOME": "/home/a"], executable: "/opt/bin/eztop", files: StubFiles(files))
        #expect(store.names == ["default", "a", "dark"])
    }
}
