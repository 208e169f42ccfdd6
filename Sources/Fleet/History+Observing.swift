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
            append(.unobserved, at: observed)
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

    /// Keeps the one change that still held at the start.
    private mutating func prune(before start: Date) {
        let kept = changes.lastIndex { $0.at <= start } ?? 0
        let surplus = max(kept, changes.count - Self.limit)
        if surplus > 0 { changes.removeFirst(surplus) }
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
