/// What became of a copy. Nothing of the text is part of it.
public enum ClipboardOutcome: Hashable, Sendable {
    /// Handed to these routes; a terminal never says whether it took it. `terminal` is for the terminal's owner to write at
    /// once, and empty where no route goes through the terminal.
    case sent(routes: [ClipboardRoute], terminal: [UInt8], failures: [ClipboardFailure])
    case refused(ClipboardRefusal)
    /// Every route failed.
    case failed([ClipboardFailure])
}

/// Why a route's program did not take the text.
public struct ClipboardFailure: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case notStarted(ChildError)
        case ended(Finished.Ending)
    }

    public var route: ClipboardRoute
    public var reason: Reason

    public init(route: ClipboardRoute, reason: Reason) {
        self.route = route
        self.reason = reason
    }
}
