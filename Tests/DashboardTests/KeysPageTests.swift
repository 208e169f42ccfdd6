import Dashboard
import FoundationEssentials
import Testing
import Wording

@Suite("The keys' page")
struct KeysPageTests {
    @Test("docs/keys.md is what the key table says; EZTOP_RECORD_GOLDENS=1 writes it anew")
    func keysPage() throws {
        let path = #filePath.dropLast("Tests/DashboardTests/KeysPageTests.swift".count) + "docs/keys.md"
        let page = KeysPage(.english).markdown
        if ProcessInfo.processInfo.environment["EZTOP_RECORD_GOLDENS"] == "1" {
            try Data(page.utf8).write(to: URL(filePath: String(path)))
            return
        }
        let written = try #require(FileManager.default.contents(atPath: String(path)))
        #expect(String(decoding: written, as: UTF8.self) == page)
    }
}
