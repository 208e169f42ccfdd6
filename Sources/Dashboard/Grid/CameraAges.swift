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
