/// A moment until which a test waits for a condition.
struct Deadline {
    private let end: ContinuousClock.Instant

    init(seconds: Double) {
        end = .now + .seconds(seconds)
    }

    /// Milliseconds left, for poll(2); 0 once it has passed.
    var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        return left <= .zero ? 0 : Int32(clamping: left / .milliseconds(1) < 1 ? 1 : Int64(left / .milliseconds(1)))
    }

    var passed: Bool { milliseconds == 0 }
}

/// What was waited for did not come in time.
public struct TimedOut: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}
