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
    /// Seconds of a span in which it was seen offline: what HISTORY sorts by, the most first.
    func downtime(in span: DateInterval) -> TimeInterval {
        stretches(in: span).reduce(0) { $0 + ($1.seen.isOffline ? $1.duration : 0) }
    }
}
