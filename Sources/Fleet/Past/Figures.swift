import FoundationEssentials

/// What a camera's past comes to over a span. All durations are of the time in which somebody looked.
public struct Figures: Hashable, Sendable {
    /// Seconds in which STATUS was known.
    public var observed: TimeInterval = 0
    /// Seconds of these in which it was offline.
    public var offline: TimeInterval = 0
    /// Outages that reach into the span.
    public var outages = 0
    /// Seconds of the longest of them, as far as it was seen within the span.
    public var longest: TimeInterval = 0
    /// When the last of them began.
    public var lastOutage: Date?
    /// The hour in which it fails most; nil where that is not clear.
    public var failingHour: FailingHour?
    /// How often its encryption came on again by itself.
    public var encryptionReturned = 0
    /// Seconds in which it was known whether an address could be had.
    public var asked: TimeInterval = 0
    /// Seconds of these in which one could.
    public var ready: TimeInterval = 0

    /// The share of the observed time in which it was not offline, 0…1; nil where nobody looked.
    public var uptime: Double? { observed > 0 ? max(0, 1 - offline / observed) : nil }

    /// The share of the asked time in which an address could be had, 0…1; nil where nobody asked.
    ///
    /// What was asked but once says nothing of any time.
    public var liveShare: Double? { asked >= 1 ? min(1, ready / asked) : nil }

    /// - Parameter minuteOfWeek: a moment in minutes since Monday's midnight, by the clock on the wall.
    public init(_ past: Past, in span: DateInterval, minuteOfWeek: (Date) -> Int) {
        self.init(past, past.status.outages.filter { $0.touches(span) }, in: span, minuteOfWeek: minuteOfWeek)
    }

    /// - Parameter outages: those of its STATUS that reach into the span.
    init(_ past: Past, _ outages: [PastOutage], in span: DateInterval, minuteOfWeek: (Date) -> Int) {
        let uptime = past.status.uptime(in: span)
        (observed, offline, self.outages) = (uptime.observed, uptime.offline, uptime.outages)
        longest = outages.map { $0.duration(in: span) }.max() ?? 0
        lastOutage = outages.last?.begin
        failingHour = FailingHour(of: outages.filter { $0.sawItGo && $0.begin >= span.start }.map { minuteOfWeek($0.begin) })
        encryptionReturned = past.encryption.changes.count {
            $0.seen == .on && $0.author == .device && span.start <= $0.at && $0.at <= span.end
        }
        for stretch in past.live.stretches(in: span) {
            asked += stretch.duration
            if stretch.seen == .ready { ready += stretch.duration }
        }
    }
}
