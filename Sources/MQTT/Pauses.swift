import FoundationEssentials

/// How long it is waited before the next attempt to come to a broker: twice as long each time, up to a minute.
struct Pauses: Hashable, Sendable {
    private var last: TimeInterval = 0

    static let longest: TimeInterval = 60
    /// A connection that lasts so long was a good one.
    static let good: TimeInterval = 60

    /// - Parameter lasted: seconds for which the connection stood; nil where there was none.
    mutating func next(after lasted: TimeInterval?) -> TimeInterval {
        if let lasted, lasted >= Self.good { last = 0 }
        last = last == 0 ? 1 : min(last * 2, Self.longest)
        return last
    }
}
