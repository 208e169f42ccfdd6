import Cells
import TestSupport
import Testing

@Suite("Text becomes cells", .serialized, .heavy)
struct GlyphsTests {
    @Test(
        "takes the columns that a terminal gives it",
        arguments: [
            ("", 0), ("Garden", 6), ("客厅摄像头", 10), ("ｶﾒﾗ", 3), ("한국어", 6), ("e\u{301}", 1), ("│…●█", 4), ("ﬃ", 1),
            ("a\u{200D}b", 2), ("\u{301}", 1), ("👩", 2),
        ])
    func width(text: String, columns: Int) {
        #expect(Glyphs.width(of: text) == columns)
    }

    @Test(
        "lets nothing through that a terminal obeys",
        arguments: [
            ("\u{1b}[2J", "?[2J"), ("a\u{1b}]52;c;eA==\u{7}b", "a?]52;c;eA==?b"), ("\u{9b}31m", "?31m"),
            ("\u{9d}0;x\u{9c}", "?0;x?"),
            ("a\u{0}b", "a?b"), ("a\u{7f}b", "a?b"), ("a\tb\nc\rd", "a b c d"), ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
            ("\u{202e}evil\u{202c}", "evil"), ("\u{2066}x\u{2069}\u{200e}\u{200f}\u{61c}", "x"), ("\u{feff}x\u{ad}y", "xy"),
            ("\u{e000}\u{f8ff}", "??"), ("\u{e0041}\u{e007f}x", "x"), ("1\u{fe0f}\u{20e3}", "1\u{20e3}"),
            ("\u{fffe}\u{10ffff}", "??"),
        ])
    func hostile(text: String, admitted: String) {
        #expect(Array(Glyphs.admitted(text).unicodeScalars) == Array(admitted.unicodeScalars))
    }

    @Test("no code point at all yields a control, a format character or a cell of another width than one or two")
    func everyCodePoint() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for cell in Glyphs(String(scalar)) {
                let base = Unicode.Scalar(cell.scalar)
                let isShown = cell.scalar >= 0x20 && !(0x7F..<0xA0).contains(cell.scalar)
                guard isShown, base?.properties.generalCategory != .format, cell.width == 1 || cell.width == 2 else {
                    Issue.record("U+\(String(value, radix: 16)) became \(cell)")
                    return
                }
            }
        }
    }

    @Test("joined and coloured emoji fall apart into what each terminal draws alike")
    func emoji() {
        #expect(Glyphs.width(of: "👩\u{200D}👩\u{200D}👧") == 6)
        #expect(Glyphs.admitted("👍\u{1F3FD}") == "👍")
        #expect(Glyphs.admitted("❤\u{FE0F}") == "❤")
    }

    @Test("of stacked marks two are kept, and a mark without a letter gets a circle to stand on")
    func marks() {
        let zalgo = Array(Glyphs("z" + String(repeating: "\u{301}", count: 5000) + "a"))
        #expect(zalgo.count == 2)
        #expect(zalgo[0].text.unicodeScalars.count == 3)
        #expect(Glyphs.admitted("\u{301}x") == "\u{25CC}\u{301}x")
    }

    @Test("is cut at whole characters, never wider than asked, and says so")
    func cutting() {
        for columns in 0...12 {
            let cut = Glyphs.cut("客厅摄像头", to: columns)
            #expect(Glyphs.width(of: cut) <= columns)
            #expect(columns >= 10 ? cut == "客厅摄像头" : columns == 0 ? cut == "" : cut.last == "…")
        }
        #expect(Glyphs.cut("客厅摄像头", to: 4) == "客…")
        #expect(Glyphs.cut("客厅摄像头", to: 5) == "客厅…")
        #expect(Glyphs.cut("Garden", to: 5, ellipsis: "..") == "Gar..")
        #expect(Glyphs.cut("Garden", to: 1, ellipsis: "..") == "")
        #expect(Glyphs.cut("Garden", to: -1) == "")
        #expect(Glyphs.cut("\u{1b}[2J", to: 40) == "?[2J")
    }

    @Test("a name of 100 kB costs no more than its length")
    func long() {
        let name = String(repeating: "客a\u{301}", count: 20_000)
        #expect(Glyphs.width(of: name) == 60_000)
        #expect(Glyphs.width(of: Glyphs.cut(name, to: 30)) <= 30)
    }
}
