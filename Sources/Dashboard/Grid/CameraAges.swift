import Fleet
import FoundationEssentials

extension Camera {
    /// Which of the three facts are stale, each by its own time.
    func staleness(in context: CellContext) -> Staleness {
        staleness(at: context.now, interval: context.poll.configuredInterval, liveInterval: context.poll.liveInterval)
    }

    /// How old the oldest stale fact is; nil while all are fresh.
    func staleAge(in context: CellContext) -> TimeInterval? {
        let staleness = staleness(in: context)
        var ages: [TimeInterval] = []
        if staleness.status, let status { ages.append(status.age(at: context.now)) }
        if staleness.encryption, let encryption { ages.append(encryption.age(at: context.now)) }
        if staleness.live, let checked = liveChecked(at: context.now) {
            ages.append(max(0, context.now.timeIntervalSince(checked)))
        }
        return ages.max()
    }

    /// When the oldest of its facts was checked; the distant past where one never was.
    var oldestCheck: Date {
        [status?.checked, encryption?.checked].map { $0 ?? .distantPast }.min() ?? .distantPast
    }
}
