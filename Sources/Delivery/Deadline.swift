import FoundationEssentials
import System

/// A moment on the clock that nobody sets.
struct Deadline {
    private let end: Int

    init(after seconds: TimeInterval) {
        end = MonotonicClock.milliseconds + Int(min(max(seconds, 0), 86_400) * 1000)
    }

    /// What `poll` may wait: the milliseconds left, 0 when it has passed.
    var milliseconds: Int32 { Int32(clamping: max(0, end - MonotonicClock.milliseconds)) }
}
