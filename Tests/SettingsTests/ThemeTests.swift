import Cells
import Glibc
import Settings
import Testing
import Wording

@Suite("Themes")
struct ThemeTests {
    private func problems(_ text: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try ThemeFile.parse(text, name: "t", file: "t.toml")
            return []
        } catch {
            return error.problems.map(Texts.english.describe)
        }
    }

    private static let names = ["default", "light", "high-contrast", "solarized", "colour-blind"]

    private func shipped(_ name: String) throws -> Theme {
        let path = Fixtures.checkout + "/themes/\(name).toml"
        return try ThemeFile.parse(Fixtures.text(path), name: name, file: path)
    }

    @Test("the default one is the one of the folder")
    func standard() throws {
        #expect(try shipped("default") == .standard)
    }

    @Test("every theme of the folder is in the program as it is there")
    func embedded() throws {
        #expect(ThemeStore.shipped.map(\.name) == Self.names.sorted())
        for theme in ThemeStore.shipped {
            #expect(try theme.text == Fixtures.text(Fixtures.checkout + "/themes/\(theme.name).toml"))
        }
    }

    @Test("name every role", arguments: names)
    func complete(_ name: String) throws {
        #expect(try Set(shipped(name).inks.keys) == Set(Role.themed))
    }

    @Test("the default one is readable on white and on dark")
    func contrast() {
        for (role, ink) in Theme.standard.inks {
            guard let foreground = ink.foreground else { continue }
            for background in ink.background.map({ [$0.extended] }) ?? [15, 16, 234] {
                let ratio = Luminance(foreground.extended).contrast(with: Luminance(background))
                #expect(ratio >= 3, "\(role) on \(background): \(ratio)")
            }
        }
    }

    @Test("what matters is told apart without colour", arguments: names)
    func withoutColour(_ name: String) throws {
        let theme = try shipped(name)
        #expect(theme[.selection] != theme[.text])
        #expect(!theme[.key].attributes.isEmpty)
        #expect(!theme[.match].attributes.isEmpty)
    }

    @Test("are read as they are written")
    func read() throws {
        let text = "[good]\nfg = 75\nfg16 = \"bright-blue\"\nbg = 0\nbg16 = \"black\"\nbold = true\ndim = false\nreverse = true\n"
        let ink = Ink(
            foreground: Colour(extended: 75, basic: 12), background: Colour(extended: 0, basic: 0), attributes: [.bold, .reverse])
        #expect(try ThemeFile.parse(text, name: "t", file: "t.toml") == Theme(name: "t", inks: [.good: ink]))
    }

    @Test("are refused with every problem, its line, its key and the nearest known one")
    func broken() {
        #expect(
            problems("[godo]\nfg = 1\n\n[bad]\nfg = 256\nfg16 = \"rde\"\nblod = true\n\n[dim]\nfg = 8\nbold = 1\n") == [
                "t.toml:1: godo: unknown key; did you mean good?",
                "t.toml:5: bad.fg: expected a whole number from 0 to 255",
                "t.toml:6: bad.fg16: expected one of black, red, green, yellow, blue, magenta, cyan, white, bright-black, "
                    + "bright-red, bright-green, bright-yellow, bright-blue, bright-magenta, bright-cyan, bright-white",
                "t.toml:7: bad.blod: unknown key; did you mean bold?",
                "t.toml:9: dim.fg16: missing",
                "t.toml:11: dim.bold: expected true or false, found an integer",
            ])
        #expect(problems("good = 1\n") == ["t.toml:1: good: expected a table, found an integer"])
    }
}

/// The brightness of a colour of the 256, as the contrast formula of WCAG 2 takes it.
private struct Luminance {
    private let value: Double

    init(_ index: Int) {
        let levels = [0, 95, 135, 175, 215, 255]
        let colour: [Int] =
            switch index {
            case 16...231: [levels[(index - 16) / 36], levels[(index - 16) / 6 % 6], levels[(index - 16) % 6]]
            case 232...255: Array(repeating: 8 + 10 * (index - 232), count: 3)
            default: index == 15 ? [255, 255, 255] : [0, 0, 0]
            }
        value = zip(colour, [0.2126, 0.7152, 0.0722]).map { level, weight in
            let part = Double(level) / 255
            return weight * (part < 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4))
        }.reduce(0, +)
    }

    func contrast(with other: Luminance) -> Double {
        (max(value, other.value) + 0.05) / (min(value, other.value) + 0.05)
    }
}
