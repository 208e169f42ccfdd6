import FoundationEssentials
import Vocabulary

/// Which of a row's three facts are too old to be taken for true. One that is not known at all is not stale, but unknown.
public struct Staleness: Hashable, Sendable {
    public var status: Bool
    public var encryption: Bool
    public var live: Bool

    public init(status: Bool = false, encryption: Bool = false, live: Bool = false) {
        self.status = status
        self.encryption = encryption
        self.live = live
    }

    public var isAny: Bool { status || encryption || live }
}

extension Fact {
    /// Whether the fact is older than `limit` seconds, or claims to come from so far ahead that the clock must have been
    /// set back: then nobody knows how old it is.
    public func isStale(at now: Date, limit: TimeInterval) -> Bool {
        abs(now.timeIntervalSince(checked)) > limit
    }
}

extension Camera {
    /// Each fact by its own time: STATUS and ENCRYPTION after three rounds of the rhythm in which they are really asked, LIVE after
    /// two live intervals. Where LIVE only repeats one of the other two (`offline`, `encrypted`), it is as old as that one.
    public func staleness(at now: Date, interval: TimeInterval, liveInterval: TimeInterval) -> Staleness {
        let turn = max(interval, encryptionRound ?? 0)
        let channelRound = max(interval, PollPlan.channelRound)
        let statusRound = status?.isOfChannel == true ? channelRound : status?.call == .deviceInfo ? turn : interval
        let status = status?.isStale(at: now, limit: 3 * statusRound) ?? false
        let turnOfEncryption = encryption?.isOfChannel == true ? channelRound : turn
        let encryption = encryption?.isStale(at: now, limit: 3 * turnOfEncryption) ?? false
        let live =
            switch liveState(at: now) {
            case .offline: status
            case .encrypted: encryption
            // What was not granted is asked for again after a day.
            case .notGranted: self.live?.isStale(at: now, limit: 2 * max(liveInterval, Rights.refusalLife)) ?? false
            default: self.live?.isStale(at: now, limit: max(2 * liveInterval, liveRound ?? 0)) ?? false
            }
        return Staleness(status: status, encryption: encryption, live: live)
    }

    /// The cloud has said lately that its video is not encrypted.
    public func isSaidOff(at now: Date, _ poll: PollState) -> Bool {
        encryption?.value == .off && !staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval).encryption
    }

    /// When what LIVE shows was checked; nil when nothing is known.
    public func liveChecked(at now: Date) -> Date? {
        switch liveState(at: now) {
        case .offline: status?.checked
        case .encrypted: encryption?.checked
        default: live?.checked
        }
    }

    /// The age, in seconds, of the oldest stale fact: what AGE shows. nil while all of them are fresh.
    public func staleAge(at now: Date, interval: TimeInterval, liveInterval: TimeInterval) -> TimeInterval? {
        let stale = staleness(at: now, interval: interval, liveInterval: liveInterval)
        let dates = [
            stale.status ? status?.checked : nil,
            stale.encryption ? encryption?.checked : nil,
            stale.live ? liveChecked(at: now) : nil,
        ]
        return dates.compactMap { $0 }.min().map { max(0, now.timeIntervalSince($0)) }
    }

    /// When the older one of STATUS and ENCRYPTION was checked: as of when the row as a whole holds.
    public var checked: Date? {
        [status?.checked, encryption?.checked].compactMap { $0 }.min()
    }
}
