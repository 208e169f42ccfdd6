import Cells
import Dashboard
import FoundationEssentials
import Scenes
import Settings
import Testing
import Wording

/// The pictures of docs/screens, which are drawn from the same scenes as the goldens.
@Suite("docs/screens")
struct ScreensTests {
    struct Screen: CustomStringConvertible, Sendable {
        var scene: String
        var language = Language.english
        var theme = "default"
        var isLight = false

        var description: String {
            scene + (language == .english ? "" : "-\(language.rawValue)") + (theme == "default" ? "" : "-\(theme)")
        }
    }

    static let all: [Screen] =
        ["grid", "details", "tiles", "lift", "card", "picture", "help", "marked-dialog", "palette", "pinyin", "log"]
        .map { Screen(scene: $0) }
        + ["grid", "details", "lift", "help"].map { Screen(scene: $0, language: .chinese) }
        + ["light", "high-contrast", "solarized", "colour-blind"].map {
            Screen(scene: "grid", theme: $0, isLight: $0 == "light" || $0 == "solarized")
        }

    private static let checkout = String(#filePath.dropLast("Tests/DashboardTests/ScreensTests.swift".count))
    /// The card's code, and the help, need the rows.
    private static func size(of scene: String) -> Size {
        Size(columns: 110, rows: ["card", "help"].contains(scene) ? 36 : 24)
    }

    @Test("show the program as it looks now; EZTOP_RECORD_GOLDENS=1 draws them anew", arguments: all)
    func current(screen: Screen) throws {
        let path = "\(Self.checkout)docs/screens/\(screen).svg"
        let theme =
            screen.theme == "default"
            ? Theme.standard
            : try ThemeFile.parse(
                String(
                    decoding: #require(FileManager.default.contents(atPath: "\(Self.checkout)themes/\(screen.theme).toml")),
                    as: UTF8.self),
                name: screen.theme, file: screen.theme)
        let frame = Scene.named(screen.scene).state(size: Self.size(of: screen.scene), language: screen.language).view()
        let drawn = FrameDrawing(frame, theme: theme, isLight: screen.isLight).svg
        if ProcessInfo.processInfo.environment["EZTOP_RECORD_GOLDENS"] == "1" {
            try Data(drawn.utf8).write(to: URL(filePath: path))
            return
        }
        let kept = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        #expect(kept == drawn, "docs/screens/\(screen).svg is not what the program shows")
    }
}
