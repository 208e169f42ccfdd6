import Fleet
import FoundationEssentials
import Wording

/// What a short interval costs in calls: the platform publishes no quota and punishes too many. It is said once a run.
public struct CallsWarning: Hashable, Sendable {
    /// Below this, in seconds, it is worth a word.
    private static let busy: TimeInterval = 10

    private var isSaid = false

    public init() {}

    /// - Parameter shown: how many rows are on a screen, and so asked more often.
    /// - Returns: what is to be said now; nil where it was said already, where the interval is long enough, and until the first poll
    ///   was whole and the service reckons with what is on the screen, since nobody knows the figure before.
    public mutating func text(
        _ snapshot: Snapshot, every interval: TimeInterval, shown: Int = 0, _ texts: Texts
    ) -> String? {
        guard !isSaid, interval < Self.busy, snapshot.isCounted, snapshot.poll.shown == shown else { return nil }
        isSaid = true
        return texts.notices.manyCalls(Durations.exact(interval), Durations.grouped(snapshot.poll.calls(every: interval)))
    }
}

extension Snapshot {
    /// Every account has answered or said why not, and one at least has answered: the calls of a day are reckoned from cameras that
    /// are there.
    fileprivate var isCounted: Bool {
        poll.callsADay > 0 && accounts.contains { $0.lastAnswer != nil }
            && accounts.allSatisfy { $0.lastAnswer != nil || $0.trouble.map { !$0.isWaiting } ?? false }
    }
}
