import Fleet
import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it, also backwards.
public final class VirtualClock: Clock {
    private let moment: Mutex<Date>
    private let passed = Mutex<TimeInterval>(0)

    /// 2026-01-01 00:00 in Beijing, so that days are easy to count.
    public static let start = Date(timeIntervalSince1970: 1_767_196_800)

    public init(_ start: Date = VirtualClock.start) {
        moment = Mutex(start)
    }

    public var now: Date { moment.withLock { $0 } }

    public var elapsed: TimeInterval { passed.withLock { $0 } }

    public func set(_ date: Date) {
        advance(by: date.timeIntervalSince(now))
    }

    public func advance(by seconds: TimeInterval) {
        jump(by: seconds)
        passed.withLock { $0 += seconds }
    }

    /// Somebody sets it; no time passes.
    public func jump(by seconds: TimeInterval) {
        moment.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}
