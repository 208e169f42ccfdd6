import FoundationEssentials

/// Where the log of changes ends for one fact of one camera: what all processes together have written.
public struct LogEnd: Hashable, Sendable {
    public var change: History.Change
    /// Until when it was seen to hold.
    public var observed: Date

    public init(change: History.Change, observed: Date) {
        self.change = change
        self.observed = observed
    }
}

extension History {
    /// What the log lacks of this history: changes after its end, as they follow there, whoever wrote what it has. Nothing that is in
    /// the log is said otherwise, but for an outage that has been confirmed since.
    ///
    /// - Parameter gap: seconds after the log's end from which on nobody looked.
    public func following(_ end: LogEnd?, gap: TimeInterval) -> [Change] {
        guard let observed else { return [] }
        guard let end else { return Array(changes.drop { $0.seen == .unobserved }) }
        guard observed > end.observed else { return [] }
        var last = end.change
        // Until when either of them looked, without a gap.
        var seenUntil = end.observed
        var following: [Change] = []
        for (place, change) in changes.enumerated() where self.end(of: place) > end.observed {
            // Whoever saw it first: it is confirmed.
            if last.seen == .blip, change.seen == .offline, following.isEmpty, change.at <= end.observed.addingTimeInterval(0.001)
            {
                last.seen = .offline
                following.append(last)
                seenUntil = self.end(of: place)
                continue
            }
            var next = change
            if change.at <= end.observed {
                // What the log has goes on.
                if change.isSame(as: last) {
                    seenUntil = self.end(of: place)
                    continue
                }
                // That this one did not look says nothing of another.
                if change.seen == .unobserved { continue }
                // Against what another was told. An outage begins with an answer: the last one said so, if it has said nothing else since.
                let isLast = place == changes.count - 1
                next.at = isLast ? observed : end.observed.addingTimeInterval(0.001)
                if !isLast, change.seen.isOffline { next = Change(at: next.at, seen: .unobserved) }
            }
            if last.seen != .unobserved, next.seen != .unobserved, next.at.timeIntervalSince(seenUntil) > gap {
                last = Change(at: seenUntil.addingTimeInterval(0.001), seen: .unobserved)
                following.append(last)
            }
            seenUntil = max(seenUntil, self.end(of: place))
            guard !next.isSame(as: last) else { continue }
            // Two that are that close are one.
            if let before = following.last, next.at.timeIntervalSince(before.at) < 0.001 { following.removeLast() }
            following.append(next)
            last = next
        }
        return following
    }
}
