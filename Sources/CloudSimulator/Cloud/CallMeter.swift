import FoundationEssentials

/// Counts calls against the limits. A refused call does not count.
struct CallMeter: Sendable {
    var limits = CallLimits()
    private var recent: [Date] = []
    private var day = (number: 0, calls: 0)

    mutating func count(at now: Date) throws(Refusal) {
        guard limits.perSecond != nil || limits.perMinute != nil || limits.perDay != nil else { return }
        recent.removeAll { abs(now.timeIntervalSince($0)) >= 60 }
        let lastSecond = recent.count { abs(now.timeIntervalSince($0)) < 1 }
        if lastSecond >= limits.perSecond ?? .max || recent.count >= limits.perMinute ?? .max { throw .callRate }

        let today = BeijingTime.day(of: now)
        if day.number != today { day = (today, 0) }
        if day.calls >= limits.perDay ?? .max { throw .callsADay }
        day.calls += 1
        recent.append(now)
    }
}

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
