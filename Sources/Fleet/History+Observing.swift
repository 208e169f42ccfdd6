import FoundationEssentials

extension History {
    /// How far back it reaches, in seconds.
    public static let span: TimeInterval = 24 * 3600
    /// A device that flaps for a day must not grow the history: the oldest changes go first.
    static let limit = 256

    /// What a stretch of the strip shows.
    public enum Bucket: Hashable, Sendable {
        case online, offline, mixed, unobserved
    }

    /// Takes in one observation. When the last one is more than `gap` seconds old, nobody looked in between, and it says so.
    mutating func observe(_ status: Status, at now: Date, gap: TimeInterval) {
        let seen: Seen =
            switch status {
            case .online: .online
            case .offline: .offline
            case .unknown: .unobserved
            }
        // The clock was set back: what lies ahead of it never was.
        while let last = changes.last, last.at > now { changes.removeLast() }
        if let observed, observed <= now, now.timeIntervalSince(observed) > gap, changes.last?.seen != .unobserved {
            // What was seen but once was seen.
            append(.unobserved, at: changes.last?.at == observed ? observed.addingTimeInterval(0.001) : observed)
        }
        append(seen, at: now)
        observed = now
        prune(before: now.addingTimeInterval(-Self.span))
    }

    private mutating func append(_ seen: Seen, at moment: Date) {
        if changes.last?.seen == seen { return }
        if changes.last?.at == moment { changes.removeLast() }
        if changes.last?.seen == seen { return }
        changes.append(Change(at: moment, seen: seen))
    }

    /// Keeps the one change that still held at the start. Of an outage that still held then its beginning is kept, however long ago
    /// that was, and what was before it.
    private mutating func prune(before start: Date) {
        let held = changes.lastIndex { $0.at <= start } ?? 0
        var kept = Array(changes[held...])
        if let outage, outage <= held {
            kept = Array(changes[max(0, outage - 1)...outage] + changes[(held + 1)...])
            if changes[held].seen == .unobserved { kept.insert(changes[held], at: outage > 0 ? 2 : 1) }
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

    /// The last 24 hours in `buckets` equal stretches, oldest first. What nobody observed is not guessed.
    public func strip(buckets: Int, now: Date) -> [Bucket] {
        guard buckets > 0 else { return [] }
        let start = now.addingTimeInterval(-Self.span)
        let width = Self.span / Double(buckets)
        var online = [Bool](repeating: false, count: buckets)
        var offline = online
        for (index, change) in changes.enumerated() where change.seen != .unobserved {
            let end = index + 1 < changes.count ? changes[index + 1].at : (observed ?? change.at)
            guard end >= start, change.at <= now else { continue }
            let first = Int((max(0, change.at.timeIntervalSince(start)) / width).rounded(.down))
            // A stretch that ends where a bucket starts does not reach into it.
            let last = Int((min(Self.span, end.timeIntervalSince(start)) / width).rounded(.up)) - 1
            guard first < buckets else { continue }
            for bucket in first...min(buckets - 1, max(first, last)) {
                if change.seen == .online { online[bucket] = true } else { offline[bucket] = true }
            }
        }
        // What was seen at this very moment belongs to the last stretch.
        if let last = changes.last, observed == now, last.seen != .unobserved {
            if last.seen == .online { online[buckets - 1] = true } else { offline[buckets - 1] = true }
        }
        return zip(online, offline).map { pair -> Bucket in
            switch pair {
            case (true, true): .mixed
            case (true, false): .online
            case (false, true): .offline
            case (false, false): .unobserved
            }
        }
    }
}
