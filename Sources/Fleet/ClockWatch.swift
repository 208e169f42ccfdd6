import FoundationEssentials

/// Finds out that a clock was set: it is held against time as it passes.
public struct ClockWatch: Sendable {
    /// Seconds that it may be off by without having been set.
    private static let tolerance: TimeInterval = 1

    /// How far it is ahead of the time that has passed.
    private var lead: TimeInterval

    public init(_ clock: some Clock) { lead = Self.lead(of: clock) }

    /// By how many seconds it was set since it was last asked; nil where it was not.
    public mutating func step(of clock: some Clock) -> TimeInterval? {
        let now = Self.lead(of: clock), step = now - lead
        guard abs(step) > Self.tolerance else { return nil }
        lead = now
        return step
    }

    private static func lead(of clock: some Clock) -> TimeInterval {
        clock.now.timeIntervalSinceReferenceDate - clock.elapsed
    }
}

extension Fleet {
    /// The clock was set, by so many seconds. What is reckoned from moments of before (how long ago it was switched, how long it has been
    /// offline) is reckoned as if it had always gone so; facts keep the time at which they were told.
    public mutating func clockWasSet(by step: TimeInterval) {
        for serial in switches.keys {
            switches[serial]?.sent += step
            switches[serial]?.ended? += step
        }
        returns = returns.mapValues { $0 + step }
        silences = silences.mapValues { $0 + step }
        contradicted = contradicted.mapValues { $0 + step }
        for place in cameras.indices {
            cameras[place].pendingEncryption?.since += step
            cameras[place].outage?.since += step
        }
    }
}
