/// Columns and rows of a screen.
public struct Size: Hashable, Codable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    public func contains(_ point: Point) -> Bool {
        (0..<columns).contains(point.column) && (0..<rows).contains(point.row)
    }
}

/// A cell's place: the first column and the first row are 0.
public struct Point: Hashable, Codable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
