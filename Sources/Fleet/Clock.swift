import FoundationEssentials

/// The time, from outside: a test hands in a virtual one.
public protocol Clock: Sendable {
    var now: Date { get }
    /// Seconds since a moment of its own, a machine's sleep included: nobody sets it.
    var elapsed: TimeInterval { get }
}

/// The machine's own clock.
public struct SystemClock: Clock {
    private static let start = ContinuousClock.now

    public init() {}
    public var now: Date { Date() }
    public var elapsed: TimeInterval { (ContinuousClock.now - Self.start) / .seconds(1) }
}
