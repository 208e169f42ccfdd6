import FoundationEssentials

/// A time for which a camera was offline, as it was seen: it begins with the first answer that said so, and ends with the last one
/// where nobody saw it come back.
public struct PastOutage: Hashable, Sendable {
    public var begin: Date
    /// When it was over; nil while it is not.
    public var end: Date?
    /// It was online before: else nobody knows how much longer it had been so.
    public var sawItGo: Bool
    /// It had been online once before, seen or not seen to go.
    public var wasOnline: Bool
    /// The parts of it that were seen, oldest first.
    public var seen: [DateInterval]

    public init(begin: Date, end: Date?, sawItGo: Bool = true, wasOnline: Bool = true, seen: [DateInterval]) {
        self.begin = begin
        self.end = end
        self.sawItGo = sawItGo
        self.wasOnline = wasOnline
        self.seen = seen
    }

    /// When it was last seen to hold.
    public var seenUntil: Date { seen.last?.end ?? begin }

    /// Seconds of it that were seen.
    public var duration: TimeInterval { seen.reduce(0) { $0 + $1.duration } }

    /// Seconds of it that were seen within a span.
    public func duration(in span: DateInterval) -> TimeInterval {
        seen.reduce(0) { $0 + max(0, min($1.end, span.end).timeIntervalSince(max($1.start, span.start))) }
    }

    /// It reaches into a span.
    public func touches(_ span: DateInterval) -> Bool {
        begin <= span.end && seenUntil >= span.start
    }
}

extension History {
    /// All of its outages, oldest first. One in which nobody looked for a while is one; what one answer alone said is none.
    public var outages: [PastOutage] {
        var found: [PastOutage] = []
        var open: PastOutage?
        var isConfirmed = false, wasOnline = false
        for (place, change) in changes.enumerated() {
            if change.seen.isOffline {
                let before = place > 0 ? changes[place - 1].seen : nil
                var outage =
                    open ?? PastOutage(begin: change.at, end: nil, sawItGo: before == .online, wasOnline: wasOnline, seen: [])
                outage.seen.append(DateInterval(start: change.at, end: end(of: place)))
                isConfirmed = isConfirmed || change.seen == .offline
                open = outage
            } else if change.seen == .online {
                if var outage = open, isConfirmed {
                    outage.end = outage.seen.last?.end
                    found.append(outage)
                }
                open = nil
                isConfirmed = false
                wasOnline = true
            }
        }
        if let open, isConfirmed { found.append(open) }
        return found
    }
}
