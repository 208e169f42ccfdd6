import FoundationEssentials

/// The time, from outside: a test hands in a virtual one.
public protocol Clock: Sendable {
    var now: Date { get }
}

/// The machine's own clock.
public struct SystemClock: Clock {
    public init() {}
    public var now: Date { Date() }
}
