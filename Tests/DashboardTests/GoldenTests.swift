import Cells
import Dashboard
import Scenes
import TestSupport
import Testing
import Wording

@Suite("Golden frames", .serialized, .heavy)
struct GoldenTests {
    static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
    ]

    @Test("every screen looks as it did, at every size and in both languages", arguments: Scene.all.map(\.name), sizes)
    func looksAsBefore(name: String, size: Size) throws {
        let scene = Scene.named(name)
        for language in Language.allCases {
            let frame = scene.state(size: size, language: language).view()
            try Golden.check(frame, named: "\(name)-\(size.columns)x\(size.rows)-\(language.rawValue)")
        }
    }
}
