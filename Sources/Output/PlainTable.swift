import Cells

/// Rows in columns as wide as what stands in them, without colour or escapes.
public enum PlainTable {
    /// - Parameter right: the columns that are flush right.
    public static func lines(of rows: [[String]], right: Set<Int> = []) -> [String] {
        let rows = rows.map { $0.map(Printable.text) }
        let widths = (rows.first ?? []).indices.map { column in rows.map { Glyphs.width(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let rest = String(repeating: " ", count: cell.1 - Glyphs.width(of: cell.0))
                return right.contains(column) ? rest + cell.0 : cell.0 + rest
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
