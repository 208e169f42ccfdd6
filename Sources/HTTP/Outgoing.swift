import FoundationEssentials

/// What the server answers with.
public struct Outgoing: Sendable {
    /// What follows the head.
    public enum Body: Sendable {
        case whole(Data)
        /// What comes until it is finished. The connection ends with it.
        case stream(BodyStream)
    }

    public var status: Int
    public var headers: [Header]
    public var body: Body

    public init(status: Int, headers: [Header] = [], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = .whole(body)
    }

    /// - Parameter stream: of this answer alone. Where the server cannot send it, it is over at once, and its owner is told.
    public init(status: Int, headers: [Header] = [], stream: BodyStream) {
        self.status = status
        self.headers = headers
        body = .stream(stream)
    }

    /// It will not be sent: whoever sends to its stream is told.
    func drop() {
        if case .stream(let stream) = body { stream.drop() }
    }
}
