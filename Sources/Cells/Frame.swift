/// A whole screen as a value: its cells, and the modes the terminal has to be in while it shows.
///
/// Every row has exactly `size.columns` columns: writing beyond an edge is cut, and writing over one half of a wide
/// character blanks the other half.
public struct Frame: Equatable, Sendable {
    public let size: Size
    /// Row by row.
    public private(set) var cells: [Cell]
    /// Where the cursor stands; nil hides it.
    public var cursor: Point?
    /// The window's title; nil leaves it alone.
    public var title: String?
    /// Whether the terminal reports the mouse.
    public var mouse = false

    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.columns * size.rows)
    }

    public static func == (a: Frame, b: Frame) -> Bool {
        a.size == b.size && a.cursor == b.cursor && a.title == b.title && a.mouse == b.mouse && a.cells == b.cells
    }

    public subscript(column: Int, row: Int) -> Cell { cells[row * size.columns + column] }

    /// Writes text from `point` to the right, at most `limit` columns of it. Returns the columns used.
    @discardableResult
    public mutating func put(_ text: String, at point: Point, _ style: Style = .plain, limit: Int = .max) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        if style.role == .pixel { hasPixels = true }
        var used = 0
        for glyph in Glyphs(text) {
            let width = Int(glyph.width), column = point.column + used
            if used + width > limit || column + width > size.columns { break }
            used += width
            if column >= 0 {
                var cell = glyph
                cell.style = style
                place(cell, column: column, row: point.row)
            } else if column + width > 0 {
                // Half of it is left of the edge: a blank stands for the rest.
                place(.blank(style), column: 0, row: point.row)
            }
        }
        return used
    }

    /// Puts rows of another frame where `point` is, and to the right and below of it.
    public mutating func put(_ part: Frame, rows: Range<Int>, at point: Point) {
        hasPixels = hasPixels || part.hasPixels
        for (offset, source) in rows.clamped(to: 0..<part.size.rows).enumerated() where point.row + offset < size.rows {
            let columns = min(part.size.columns, size.columns - point.column)
            for column in 0..<max(0, columns) where part[column, source].width > 0 {
                let cell = part[column, source]
                guard column + Int(cell.width) <= columns else { break }
                place(cell, column: point.column + column, row: point.row + offset)
            }
        }
    }

    /// Fills `count` columns with one narrow character.
    public mutating func fill(_ character: Unicode.Scalar = " ", at point: Point, count: Int, _ style: Style = .plain) {
        guard point.row >= 0, point.row < size.rows, point.column < size.columns, count > 0 else { return }
        let end = min(size.columns - point.column, count) + point.column
        for column in max(0, point.column)..<max(0, point.column, end) {
            place(Cell(scalar: character.value, width: 1, style: style), column: column, row: point.row)
        }
    }

    /// Whether there are cells in colours of their own.
    public private(set) var hasPixels = false

    /// Changes the style of cells that are there.
    public mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
        guard row >= 0, row < size.rows else { return }
        for column in columns.clamped(to: 0..<size.columns) { change(&cells[row * size.columns + column].style) }
    }

    private mutating func place(_ cell: Cell, column: Int, row: Int) {
        let start = row * size.columns
        let index = start + column
        if cells[index].width == 0, column > 0 {
            cells[index - 1] = .blank(cells[index - 1].style)
        }
        let end = index + Int(cell.width) - 1
        if cells[end].width == 2, end + 1 < start + size.columns {
            cells[end + 1] = .blank(cells[end + 1].style)
        }
        cells[index] = cell
        if cell.width == 2 { cells[index + 1] = .rightHalf(cell.style) }
    }

    /// One row as text, without the blanks at its end.
    public func text(row: Int) -> String {
        let start = row * size.columns
        var end = start + size.columns
        while end > start, cells[end - 1].isBlank { end -= 1 }
        var scalars = String.UnicodeScalarView()
        for index in start..<end { cells[index].write(to: &scalars) }
        return String(scalars)
    }

    /// All rows as text.
    public var text: String { (0..<size.rows).map(text(row:)).joined(separator: "\n") }
}
