/// The limits whose numbers the platform does not publish. Nil: none.
public struct CallLimits: Hashable, Codable, Sendable {
    /// Over it: 10029.
    public var perSecond: Int?
    /// Over it: 10029.
    public var perMinute: Int?
    /// Over it: 10007, until midnight in Beijing. (When it really ends, no page says.)
    public var perDay: Int?
    /// Live addresses that are being watched at once. Over it the playlist says 9048. One counts until ten seconds after its
    /// last request.
    public var streams: Int?

    public init(perSecond: Int? = nil, perMinute: Int? = nil, perDay: Int? = nil, streams: Int? = nil) {
        self.perSecond = perSecond
        self.perMinute = perMinute
        self.perDay = perDay
        self.streams = streams
    }
}
