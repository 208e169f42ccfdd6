import Settings
import Testing

@Suite("Spelling")
struct SpellingTests {
    @Test(
        "finds what was meant",
        arguments: [
            ("intreval", "interval"), ("app-secret", "app_secret"), ("APP_KEY", "app_key"), ("regoin", "region"), ("", ""),
            ("复制", ""),
        ])
    func nearest(_ word: String, _ meant: String) {
        #expect(Spelling.nearest(to: word, among: ["interval", "app_key", "app_secret", "region", "name"]) == meant)
    }

    @Test("knows nothing where there is nothing, and is quick on anything")
    func extremes() {
        #expect(Spelling.nearest(to: "x", among: []) == "")
        #expect(Spelling.nearest(to: String(repeating: "x", count: 1_000_000), among: ["theme"]) == "")
    }
}
