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

    /// Since when it has been offline, at least; nil while it is not.
    public var offlineSince: Date? {
        changes.last.flatMap { $0.seen == .offline ? $0.at : nil }
    }

    /// It was seen to go: before that it was online, and not just unobserved.
    public var sawItGo: Bool { changes.last?.seen == .offline && changes.dropLast().last?.seen == .online }

    public init(changes: [Change] = [], observed: Date? = nil) {
        self.changes = changes
        self.observed = observed
    }
}
