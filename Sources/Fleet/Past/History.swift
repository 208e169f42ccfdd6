import FoundationEssentials

/// What one fact of one camera was seen to be, as changes: of the last 24 hours where it is shown with its row, of any span where it
/// comes from the log of changes.
public struct History: Hashable, Codable, Sendable {
    /// What a fact was seen to be. Words of STATUS, ENCRYPTION and LIVE; a history has those of its own fact.
    public enum Seen: String, Hashable, Codable, Sendable, CaseIterable {
        /// Nobody looked.
        case unobserved
        /// The cloud said something that nobody documented, or that it does not know.
        case unknown
        case online, offline
        /// Offline, by one answer alone: as long as none confirms it, it is no outage.
        case blip
        case on, off
        /// An address could be had, whether anybody has seen it play or not.
        case ready
        case refused, limited, broken

        /// Nothing is known of this time.
        public var isUnseen: Bool { self == .unobserved || self == .unknown }
        public var isOffline: Bool { self == .offline || self == .blip }
    }

    public struct Change: Hashable, Codable, Sendable {
        public var at: Date
        public var seen: Seen
        /// The cloud's number or word for it, where it has one.
        public var code: String?
        /// nil where nobody looked.
        public var author: Author?

        public init(at: Date, seen: Seen, code: String? = nil, author: Author? = nil) {
            self.at = at
            self.seen = seen
            self.code = code
            self.author = author
        }

        /// It says the same, whenever that began.
        func isSame(as other: Change) -> Bool { seen == other.seen && code == other.code }
    }

    /// Oldest first; each holds until the next one.
    public var changes: [Change]
    /// When the last change was last seen to hold: nothing after it is known.
    public var observed: Date?

    public init(changes: [Change] = [], observed: Date? = nil) {
        self.changes = changes
        self.observed = observed
    }

    /// Since when it has been offline, at least; nil while it is not. Where nobody looked in between, and it was offline before and
    /// after, that is one outage.
    public var offlineSince: Date? { outage.map { changes[$0].at } }

    /// It was seen to go: before that it was online, and not just unobserved.
    public var sawItGo: Bool {
        guard let outage, outage > 0 else { return false }
        return changes[outage - 1].seen == .online
    }

    /// The changes that were seen, oldest first: not those between a value and nobody looking.
    public var seenChanges: [(from: Change, to: Change)] {
        var found: [(from: Change, to: Change)] = [], before: Change?
        for change in changes where change.seen != .unobserved {
            // That it is confirmed is no other value.
            let isOther = before.map { !$0.isSame(as: change) && !($0.seen.isOffline && change.seen.isOffline) }
            if let before, isOther == true { found.append((before, change)) }
            before = change
        }
        return found
    }

    /// Where the outage begins that holds now.
    var outage: Int? { changes.last?.seen.isOffline == true ? beginning(of: changes.count - 1) : nil }

    /// Where the outage begins that the change at this place belongs to.
    func beginning(of place: Int) -> Int {
        var begin = place
        for earlier in changes[..<place].indices.reversed() {
            if changes[earlier].seen.isOffline { begin = earlier } else if !changes[earlier].seen.isUnseen { break }
        }
        return begin
    }
}
