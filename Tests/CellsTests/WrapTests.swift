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

    @Test("words are kept whole where they fit")
    func words() {
        #expect(Wrap.lines("one two three", width: 7) == ["one two", "three"])
        #expect(Wrap.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    }
}
