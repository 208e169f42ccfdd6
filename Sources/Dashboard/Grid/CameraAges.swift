import Fleet
import FoundationEssentials

extension Camera {
    /// Which of the three facts are stale, each by its own time.
    func staleness(in context: CellContext) -> Staleness {
        staleness(at: context.now, interval: context.poll.rhythm, liveInterval: context.poll.liveInterval)
    }

    /// How old the oldest stale fact is, in seconds; nil while all are fresh.
    func staleAge(in context: CellContext) -> TimeInterval? {
        staleAge(at: context.now, interval: context.poll.rhythm, liveInterval: context.poll.liveInterval)
    }
}

extension History {
    /// How much of the last 24 hours it was seen offline: what HISTORY sorts by, the most first.
    func offlineBuckets(now: Date) -> Int {
        strip(buckets: 48, now: now).count { $0 == .offline || $0 == .mixed }
    }
}
