import Cells
import Dashboard
import Scenes
import TestSupport
import Testing
import Wording

@Suite("Goldens in a real terminal", .serialized, .heavy)
struct PaintedGoldens {
    @Test("what a golden says is what a real terminal shows, cell by cell", arguments: Scene.all.map(\.name), Language.allCases)
    func painted(name: String, language: Language) throws {
        let size = Size(columns: 120, rows: 40)
        let frame = Scene.named(name).state(size: size, language: language).view()
        let tmux = try Tmux(
            builtProduct("ScenePainter"), [name, language.rawValue], columns: size.columns, rows: size.rows)
        let expected = (0..<size.rows).map(frame.text(row:)).joined(separator: "\n")
        let trimmed = Self.trimmed(expected)
        try tmux.wait { Self.trimmed($0) == trimmed }
    }

    /// Without the empty rows at the end, which tmux may leave out.
    private static func trimmed(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
