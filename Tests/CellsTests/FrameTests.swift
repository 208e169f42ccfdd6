import Cells
import Testing

@Suite("A frame keeps its cells whole")
struct FrameTests {
    /// What must hold of every frame: full rows, and every wide character with its other half.
    private func isWhole(_ frame: Frame) -> Bool {
        guard frame.cells.count == frame.size.columns * frame.size.rows else { return false }
        for row in 0..<frame.size.rows {
            var column = 0
            while column < frame.size.columns {
                let cell = frame[column, row]
                if cell.width == 0 { return false }
                if cell.width == 2 {
                    guard column + 1 < frame.size.columns, frame[column + 1, row].width == 0 else { return false }
                }
                column += Int(cell.width)
            }
        }
        return true
    }

    @Test("writing over either half of a wide character blanks the other, at every column")
    func halves() {
        for text in ["x", "宽"] {
            for column in -3...12 {
                var frame = Frame(size: Size(columns: 10, rows: 1))
                frame.put("客厅摄像头", at: Point(column: 0, row: 0))
                frame.put(text, at: Point(column: column, row: 0))
                #expect(isWhole(frame), "\(text) at \(column): \(frame.text)")
                frame.put("客厅摄像头", at: Point(column: 1, row: 0))
                #expect(isWhole(frame))
                frame.fill("-", at: Point(column: column, row: 0), count: 3)
                #expect(isWhole(frame), "filled at \(column): \(frame.text)")
            }
        }
    }

    @Test("the blanked half keeps its place")
    func blanked() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        frame.put("客厅摄", at: Point(column: 0, row: 0))
        frame.put("x", at: Point(column: 3, row: 0))
        #expect(frame.text == "客 x摄")
    }

    @Test("a wide character that would cross the edge is left out")
    func edge() {
        var frame = Frame(size: Size(columns: 5, rows: 1))
        #expect(frame.put("客厅摄", at: Point(column: 0, row: 0)) == 4)
        #expect(frame.text == "客厅")
        #expect(frame.put("客厅", at: Point(column: 0, row: 0), limit: 3) == 2)
    }

    @Test("of a character half left of the edge a blank is seen")
    func leftEdge() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("abcd", at: Point(column: 0, row: 0))
        frame.put("客x", at: Point(column: -1, row: 0))
        #expect(frame.text == " xcd")
    }

    @Test("anything may be written anywhere, on every size from nothing to 12×4")
    func everywhere() {
        for columns in 0...12 {
            for rows in 0...4 {
                var frame = Frame(size: Size(columns: columns, rows: rows))
                for column in -15...15 {
                    for row in -1...5 {
                        let point = Point(column: column, row: row)
                        frame.put("a客\u{301}\u{1b}厅b", at: point)
                        frame.put("厅", at: point, limit: 1)
                        frame.fill("═", at: point, count: 3)
                        frame.fill(at: point, count: .max)
                        frame.fill(at: point, count: -1)
                        frame.put("客", at: Point(column: column - 1, row: row))
                        frame.restyle(row: row, columns: column..<(column + 5)) { $0.selected = true }
                    }
                }
                #expect(isWhole(frame))
            }
        }
    }

    @Test("frames differ by their cells, their styles and the modes they want")
    func equality() {
        let plain = Frame(size: Size(columns: 3, rows: 1))
        var other = plain
        #expect(plain == other)
        other.restyle(row: 0, columns: 1..<2) { $0.attributes.insert(.bold) }
        #expect(plain != other)
        other = plain
        other.cursor = Point(column: 0, row: 0)
        #expect(plain != other)
        other = plain
        other.mouse = true
        #expect(plain != other)
    }
}
