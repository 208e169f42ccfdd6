import FoundationEssentials
import Settings

/// A message on its way over one route.
public struct Letter: Equatable, Codable, Sendable {
    public enum State: String, Codable, Sendable {
        case firing, resolved
    }

    public var route: String
    /// Of the alert; the same whenever it is sent.
    public var id: String
    public var state: State
    /// Of a summary: those that it tells of.
    var alerts: [String]?
    /// nil for a summary of several rules.
    public var rule: String?
    public var what: String
    public var title: String
    public var text: String
    /// The whole as JSON.
    public var json: String
    public var queued: Date
    var tries = 0
    /// Not before.
    var next: Date

    init(_ message: AlertMessage, rule: String?, to route: String, at now: Date) {
        self.route = route
        id = message.id
        state = message.state
        alerts = message.alerts
        self.rule = rule
        what = message.what
        title = message.title
        text = message.text
        json = message.json
        queued = now
        next = now
    }
}

/// What has become of a route.
public struct RouteRecord: Equatable, Codable, Sendable {
    /// When the messages that count were put on their way, within the last hour.
    var counted: [Date] = []
    /// When the last message was taken.
    public var lastSent: Date?
    /// Why it takes none, and since when; nil while it does.
    public var fault: RouteFaultRecord?
    var tries = 0
    /// It is not tried before.
    var next: Date?

    /// So many messages an hour; then a summary.
    static let most = 20
    static let hour: TimeInterval = 3600

    /// Seconds until it is tried again, after so many times in vain.
    static func pause(after tries: Int) -> TimeInterval {
        let pauses: [TimeInterval] = [3, 10, 30, 60, 120, 300]
        return tries > 0 && tries <= pauses.count ? pauses[tries - 1] : 600
    }

    /// How many more it may have now. Of times to come, after the clock was set back, nothing is known.
    func room(at now: Date) -> Int {
        Self.most - counted.count { $0 <= now && now.timeIntervalSince($0) < Self.hour }
    }
}
