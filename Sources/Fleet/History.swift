import FoundationEssentials

/// When a camera was online, offline or unobserved over the last 24 hours, as changes: bounded however long eztop runs.
public struct History: Hashable, Codable, Sendable {
    public enum Seen: String, Hashable, Codable, Sendable {
        case online, offline, unobserved
    }

    public struct Change: Hashable, Codable, Sendable {
        public var at: Date
        public var seen: Seen

        public init(at: Date, seen: Seen) {
            self.at = at
            self.seen = seen
        }
    }

    /// Oldest first; each holds until the next one.
    public var changes: [Change]
    /// When the last change was last seen to hold: nothing after it is known.
    public var observed: Date?

    /// Since when it has been offline, at least; nil while it is not. Where nobody looked in between, and it was offline before and
    /// after, that is one outage.
    public var offlineSince: Date? { outage.map { changes[$0].at } }

    /// It was seen to go: before that it was online, and not just unobserved.
    public var sawItGo: Bool {
        guard let outage, outage > 0 else { return false }
        return changes[outage - 1].seen == .online
    }

    /// The changes of STATUS that were seen, oldest first: not those between a value and nobody looking.
    public var seenChanges: [(at: Date, from: Status, to: Status)] {
        var found: [(at: Date, from: Status, to: Status)] = [], before: Status?
        for change in changes where change.seen != .unobserved {
            let status: Status = change.seen == .online ? .online : .offline
            if let before, before != status { found.append((change.at, before, status)) }
            before = status
        }
        return found
    }

    /// Where the outage begins that holds now.
    var outage: Int? { changes.last?.seen == .offline ? beginning(of: changes.count - 1) : nil }

    /// Where the outage begins that the change at this place belongs to.
    func beginning(of place: Int) -> Int {
        var place = place
        while place > 1, changes[place - 1].seen == .unobserved, changes[place - 2].seen == .offline { place -= 2 }
        return place
    }

    public init(changes: [Change] = [], observed: Date? = nil) {
        self.changes = changes
        self.observed = observed
    }
}
