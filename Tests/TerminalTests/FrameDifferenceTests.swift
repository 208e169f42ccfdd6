import Cells
import Testing

@testable import Terminal

@Suite("What of a row has changed")
struct FrameDifferenceTests {
    private func frame(_ text: String, bold: Range<Int>? = nil) -> Frame {
        var frame = Frame(size: Size(columns: 10, rows: 2))
        frame.put(text, at: Point(column: 0, row: 1))
        if let bold { frame.restyle(row: 1, columns: bold) { $0.attributes.insert(.bold) } }
        return frame
    }

    @Test(
        "is found from its first to its last cell, whole characters only",
        arguments: [
            ("abc", "abc", nil), ("abc", "axc", 1..<2), ("abc", "xbx", 0..<3), ("客厅", "客x", 2..<4), ("ab", "客", 0..<2),
            ("", "厅", 0..<2),
        ] as [(String, String, Range<Int>?)])
    func text(old: String, new: String, changed: Range<Int>?) {
        #expect(frame(new).changedColumns(row: 1, since: frame(old)) == changed)
        #expect(frame(new).changedColumns(row: 0, since: frame(old)) == nil)
    }

    @Test(
        "half a wide character in another style is the whole of it", arguments: [(1..<2, 0..<2), (0..<1, 0..<2), (3..<4, 2..<4)])
    func halves(styled: Range<Int>, changed: Range<Int>) {
        #expect(frame("客厅", bold: styled).changedColumns(row: 1, since: frame("客厅")) == changed)
    }

    @Test("a cell is sixteen bytes without a gap, which comparing memory rests on")
    func layout() {
        #expect(MemoryLayout<Cell>.size == 16 && MemoryLayout<Cell>.stride == 16)
    }
}
