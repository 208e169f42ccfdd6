import FoundationEssentials
import System
import TestSupport
import Testing

@testable import HTTP

@Suite("Marks without end", .serialized, .heavy)
struct StreamSafeTests {
    /// Alternating ones: each of them has to be put in its place among all before it.
    private static func marks(_ pairs: Int) -> String { String(repeating: "\u{301}\u{316}", count: pairs) }

    @Test(
        "thirty stay, and the rest goes; what is beside them stays as it is",
        arguments: ["a", "é", "客厅", "한", "🙂", "\u{FFFD}", ""])
    func bounds(base: String) {
        let few = base + Self.marks(15) + "z"
        #expect(StreamSafe.text(few.utf8).unicodeScalars.elementsEqual(few.unicodeScalars))
        let many = base + Self.marks(5_000) + "z" + Self.marks(20) + "客"
        let safe = base + Self.marks(15) + "z" + Self.marks(15) + "客"
        #expect(StreamSafe.text(many.utf8).unicodeScalars.elementsEqual(safe.unicodeScalars))
        #expect(StreamSafe.source(Array(many.utf8)) == Array(safe.utf8))
    }

    @Test("so it is with those that are written as escapes, beyond the first 65,536 too; a broken escape stands for itself")
    func escapes() {
        let pair = #"\u0301\u0316"#, far = #"\uD834\uDD65"#, toml = #"\U0001D165"#
        func source(_ text: String) -> String { String(decoding: StreamSafe.source(Array(text.utf8)), as: UTF8.self) }
        #expect(
            source("{\"a" + String(repeating: pair, count: 4_000) + "\":1}") == "{\"a" + String(repeating: pair, count: 15)
                + "\":1}")
        #expect(source("a" + String(repeating: far, count: 90) + "z") == "a" + String(repeating: far, count: 30) + "z")
        #expect(source("a" + String(repeating: toml, count: 90) + "z") == "a" + String(repeating: toml, count: 30) + "z")
        for text in [#"\u"#, #"\u03"#, #"a\\u0301"#, #"\"#, #"\uD834"#, #"\uZZZZ\n"#] { #expect(source(text) == text) }
        #expect(StreamSafe.fault(in: Array(("a = 1\nb" + String(repeating: pair, count: 16)).utf8)) == 2)
        #expect(StreamSafe.fault(in: Array("客厅 = \"é\"\n".utf8)) == nil)
    }

    @Test("a form of them is read in no time, and so are a request's parameters and headers", .timeLimit(.minutes(1)))
    func forms() async throws {
        let name = "a" + Self.marks(60_000)
        let form = Form.decode(Form.encode([Parameter(name, "1"), Parameter("b", name)]))
        #expect(form.map(\.name.unicodeScalars.count) == [31, 1] && form[1].value.unicodeScalars.count == 31)
    }
}
