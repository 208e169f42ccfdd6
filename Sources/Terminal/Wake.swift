/// Why the main loop woke.
public struct Wake: Equatable, Sendable {
    /// The terminal has input: `Screen.readInput()`.
    public var input = false
    /// There are messages: `Mailbox.drain()`.
    public var mailbox = false
    /// Signals that came, each once.
    public var signals: [Int32] = []
    /// The terminal is gone for good: end with 129.
    public var hangup = false
    /// Nothing of all this within the time given.
    public var timeout: Bool { !input && !mailbox && !hangup && signals.isEmpty }
}
