/// What becomes of messages of alerts, for the log.
public enum AlertNews: Hashable, Codable, Sendable {
    /// The route of this name takes none, and why; it is tried again.
    case failing(route: String, RouteFault)
    /// It takes them again.
    case recovered(route: String)
    /// So many were tried for an hour, and are not sent any more.
    case givenUp(route: String, Int)

    public var isFault: Bool {
        if case .recovered = self { false } else { true }
    }
}

/// Why a message was not taken. No address is part of it.
public enum RouteFault: Error, Hashable, Codable, Sendable {
    /// The status of an answer that is no success.
    case answered(Int)
    /// The transport's words.
    case unreachable(String)
    case timedOut
    /// The file of its token cannot be used any more.
    case token
    /// What a command ended with.
    case exited(status: Int)
    case killed(signal: Int)
    /// A command that could not be run: the system's words.
    case notStarted(String)
    /// It was to end before an answer came: nobody knows whether it was taken.
    case cancelled

    /// The same thing to say.
    public func isSameKind(as other: RouteFault) -> Bool {
        switch (self, other) {
        case (.unreachable, .unreachable): true
        default: self == other
        }
    }
}
