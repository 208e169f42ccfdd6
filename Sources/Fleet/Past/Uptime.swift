import FoundationEssentials

/// How much of a span a camera was seen, and how much of that it was offline.
public struct Uptime: Hashable, Sendable {
    /// Seconds in which STATUS was known.
    public var observed: TimeInterval = 0
    /// Seconds of these in which it was offline.
    public var offline: TimeInterval = 0
    /// Outages that reach into the span.
    public var outages = 0

    public init() {}

    /// The share of the observed time in which it was not offline, 0…1; nil where nobody looked.
    public var share: Double? { observed > 0 ? max(0, 1 - offline / observed) : nil }
}

extension History {
    /// What STATUS comes to over a span. What one answer alone said is no outage.
    public func uptime(in span: DateInterval) -> Uptime {
        var found = Uptime()
        let start = span.start.timeIntervalSinceReferenceDate, end = span.end.timeIntervalSinceReferenceDate
        // The outage that goes on at this place, whether it is one or not.
        var began: TimeInterval?, ended = start, offline: TimeInterval = 0, isConfirmed = false
        func close() {
            if let began, isConfirmed, began <= end, ended >= start {
                found.offline += offline
                found.outages += 1
            }
            began = nil
            offline = 0
            isConfirmed = false
        }
        for place in changes.indices where !changes[place].seen.isUnseen {
            let from = changes[place].at.timeIntervalSinceReferenceDate
            let to = self.end(of: place).timeIntervalSinceReferenceDate
            let seen = max(0, min(to, end) - max(from, start))
            found.observed += seen
            if changes[place].seen.isOffline {
                began = began ?? from
                ended = to
                offline += seen
                isConfirmed = isConfirmed || changes[place].seen == .offline
            } else {
                close()
            }
        }
        close()
        return found
    }
}
