import FoundationEssentials

extension History {
    /// A time over which a fact was seen to be one and the same.
    public struct Stretch: Hashable, Sendable {
        public var seen: Seen
        public var author: Author?
        public var begin: Date
        public var end: Date

        public var duration: TimeInterval { end.timeIntervalSince(begin) }
    }

    /// What was seen within a span, oldest first, without the time in which nobody looked. What was seen but once lasts no time.
    public func stretches(in span: DateInterval) -> [Stretch] {
        var stretches: [Stretch] = []
        for (place, change) in changes.enumerated() where !change.seen.isUnseen {
            let begin = max(change.at, span.start), end = min(self.end(of: place), span.end)
            guard begin <= end else { continue }
            stretches.append(Stretch(seen: change.seen, author: change.author, begin: begin, end: end))
        }
        return stretches
    }

    /// As much of it as lies before a moment.
    public func until(_ moment: Date) -> History {
        guard let observed, observed > moment else { return self }
        let before = changes.filter { $0.at <= moment }
        return History(changes: before, observed: before.isEmpty ? nil : moment)
    }

    /// Until when the change at this place was seen to hold.
    func end(of place: Int) -> Date {
        place + 1 < changes.count
            ? max(changes[place + 1].at, changes[place].at) : max(observed ?? changes[place].at, changes[place].at)
    }

    /// This history, as far as it reaches, and the later one from where that begins.
    ///
    /// - Parameter later: what is known of the last while, more of it than was saved.
    public func continued(by later: History) -> History {
        guard let first = later.changes.first, let end = later.observed else { return self }
        if let observed, observed > end { return self }
        var joined = changes.filter { $0.at < first.at }
        if let observed, let last = joined.last, !last.seen.isUnseen, observed < first.at {
            // Nobody looked in between, as far as either knows.
            joined.append(Change(at: max(observed, last.at.addingTimeInterval(0.001)), seen: .unobserved))
        }
        for change in later.changes where joined.last?.isSame(as: change) != true { joined.append(change) }
        return History(changes: joined, observed: end)
    }
}
