import Cells
import Testing

@Suite("Broken text")
struct WrapTests {
    @Test("no row of Chinese begins with a closing mark, and nothing is lost", arguments: 8...40)
    func closing(width: Int) {
        let text = "写入此文件，要么完整要么不写；只替换同一导出所写的文件。为标准输出（默认），或“文件”。"
        let rows = Wrap.lines(text, width: width)
        #expect(rows.joined() == text)
        for row in rows {
            #expect(Glyphs.width(of: row) <= width)
            #expect(row.first.map { !"。，；）”".contains($0) } ?? false, "\(rows)")
        }
    }

    @Test("a word goes down whole before a closing mark, and an opening mark with what it opens", arguments: 13...60)
    func marks(width: Int) {
        let text = "云端要求先给出三号仓库东门外侧的高清球（C70000012）的验证码（20010）。默认：hls）"
        let rows = Wrap.lines(text, width: width)
        #expect(rows.joined() == text)
        for row in rows {
            #expect(Glyphs.width(of: row) <= width)
            #expect(row.last.map { !"（“".contains($0) } ?? false, "\(rows)")
            #expect(row.first.map { !"，；）。".contains($0) } ?? false, "\(rows)")
        }
        for word in ["C70000012", "20010", "hls"] { #expect(rows.contains { $0.contains(word) }, "\(rows)") }
    }

    @Test("words are kept whole where they fit")
    func words() {
        #expect(Wrap.lines("one two three", width: 7) == ["one two", "three"])
        #expect(Wrap.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    }
}
