/// Why the server could not start: a name that is no address, a port that is taken or not allowed.
public struct ServerError: Error, Hashable, Sendable {
    public var reason: String

    public init(reason: String) {
        self.reason = reason
    }
}
