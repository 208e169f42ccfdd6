/// One page of a list. `total` is what the platform said of the whole, which may change while pages are read.
public struct Page<Row: Sendable>: Sendable {
    public var rows: [Row]
    public var total: Int?
    /// Rows that were there but could not be read: a serial missing or of the wrong type.
    public var unreadable: Int

    public init(rows: [Row], total: Int?, unreadable: Int = 0) {
        self.rows = rows
        self.total = total
        self.unreadable = unreadable
    }
}
