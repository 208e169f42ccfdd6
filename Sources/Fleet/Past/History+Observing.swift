import FoundationEssentials
import Vocabulary

extension History {
    /// How far back it reaches beside a row, in seconds.
    public static let day: TimeInterval = 24 * 3600
    /// A device that flaps for a day must not grow the history: the oldest changes go first.
    static let limit = 256

    /// Takes in one observation. When the last one is more than `gap` seconds old, nobody looked in between, and it says so.
    mutating func observe(_ seen: Seen, code: String? = nil, by author: Author?, at now: Date, gap: TimeInterval) {
        // The clock was set back: what lies ahead of it never was.
        while let last = changes.last, last.at > now { changes.removeLast() }
        if let observed, observed <= now, now.timeIntervalSince(observed) > gap, changes.last?.seen != .unobserved {
            // What was seen but once was seen.
            append(Change(at: changes.last?.at == observed ? observed.addingTimeInterval(0.001) : observed, seen: .unobserved))
        }
        let last = changes.indices.last
        if let last, changes[last].seen == .blip, seen == .offline {
            // It is confirmed, from its beginning on.
            changes[last].seen = .offline
        } else if last.map({ changes[$0].seen == .offline && seen == .blip }) != true {
            append(Change(at: now, seen: seen, code: code, author: author))
        }
        observed = now
        prune(before: now.addingTimeInterval(-Self.day))
    }

    /// Says who brought about the change of that moment.
    mutating func credit(_ author: Author, at moment: Date) {
        guard let place = changes.lastIndex(where: { $0.at == moment }) else { return }
        changes[place].author = author
    }

    /// Forgets what the log of changes has.
    mutating func keepOnlyLast() {
        changes = Array(changes.suffix(1))
    }

    private mutating func append(_ change: Change) {
        if changes.last?.isSame(as: change) == true { return }
        if changes.last?.at == change.at { changes.removeLast() }
        if changes.last?.isSame(as: change) == true { return }
        changes.append(change)
    }

    /// Keeps the one change that still held at the start. Of an outage that still held then its beginning is kept, however long ago
    /// that was, and what was before it.
    private mutating func prune(before start: Date) {
        let held = changes.lastIndex { $0.at <= start } ?? 0
        var kept = Array(changes[held...])
        if let outage, outage <= held {
            kept = Array(changes[max(0, outage - 1)...outage] + changes[(held + 1)...])
            if changes[held].seen.isUnseen { kept.insert(changes[held], at: outage > 0 ? 2 : 1) }
        }
        changes = kept
        let surplus = changes.count - Self.limit
        guard surplus > 0 else { return }
        // What came before it goes first, then the gaps within it.
        let front = min(surplus, outage.map { max(0, $0 - 1) } ?? surplus)
        changes.removeFirst(front)
        let rest = (surplus - front + 1) / 2 * 2
        if rest > 0, let outage, outage + 2 + rest < changes.count { changes.removeSubrange((outage + 2)..<(outage + 2 + rest)) }
    }
}

extension History.Seen {
    /// - Parameter isConfirmed: whether more than one answer says that it is offline.
    init(_ status: Status, isConfirmed: Bool) {
        self =
            switch status {
            case .online: .online
            case .offline: isConfirmed ? .offline : .blip
            case .unknown: .unknown
            }
    }

    init(_ encryption: Encryption) {
        self =
            switch encryption {
            case .on: .on
            case .off: .off
            case .unknown: .unknown
            }
    }

    init(_ answer: LiveAnswer) {
        self =
            switch answer {
            case .address, .playing: .ready
            case .refused: .refused
            case .limited: .limited
            case .broken: .broken
            }
    }
}

extension Status {
    /// The number that nobody documented.
    var code: String? { if case .unknown(let code?) = self { "\(code)" } else { nil } }
}

extension Encryption {
    /// The number that nobody documented.
    var code: String? { if case .unknown(let code?) = self { "\(code)" } else { nil } }
}

extension Status {
    /// As a history has it; nil where it is none of STATUS, or nobody looked.
    public init?(_ change: History.Change) {
        switch change.seen {
        case .online: self = .online
        case .offline, .blip: self = .offline
        case .unknown: self = .unknown(code: change.code.flatMap(Int.init))
        default: return nil
        }
    }
}
