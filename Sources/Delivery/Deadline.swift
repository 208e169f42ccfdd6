import FoundationEssentials
import Glibc

/// A moment on the clock that nobody sets.
struct Deadline {
    private let end: Int

    init(after seconds: TimeInterval) {
        end = Self.now + Int(min(max(seconds, 0), 86_400) * 1000)
    }

    /// What `poll` may wait: the milliseconds left, 0 when it has passed.
    var milliseconds: Int32 { Int32(clamping: max(0, end - Self.now)) }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
