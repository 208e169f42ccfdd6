import TOMLKit

/// What a value is, or should be.
public enum ValueKind: Hashable, Sendable {
    case string, integer, float, boolean, array, table, date, time, dateTime
    /// An array of strings.
    case strings
    /// An array of tables, `[[name]]`.
    case tables
    /// A string, or an array of strings.
    case stringOrStrings
    /// The path of a socket, or a table.
    case socketOrTable
    /// A string that is a duration.
    case duration

    init(_ type: TOMLType) {
        self =
            switch type {
            case .table: .table
            case .array: .array
            case .string: .string
            case .int: .integer
            case .double: .float
            case .bool: .boolean
            case .date: .date
            case .time: .time
            case .dateTime: .dateTime
            }
    }
}
