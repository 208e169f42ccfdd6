/// Why the server could not start: a name that is no address, a port that is taken or not allowed.
public struct ServerError: Error, Hashable, Sendable {
    public var reason: String
    /// Something else listens there.
    public var isTaken: Bool

    public init(reason: String, isTaken: Bool = false) {
        self.reason = reason
        self.isTaken = isTaken
    }
}
