import FoundationEssentials

/// `[[alerts]]`: of what somebody wants to be told, and over which routes.
public struct AlertRule: Hashable, Sendable {
    public var name: String
    /// Never empty; each once.
    public var when: [AlertKind]
    /// Seconds for which it must have been so.
    public var holds: TimeInterval
    /// The language of `/`, of what stays of a camera; empty for all.
    public var cameras: String
    /// When nothing is told.
    public var quiet: QuietHours?
    /// Names of routes, never none; each once.
    public var via: [String]

    public init(
        name: String, when: [AlertKind], holds: TimeInterval = 0, cameras: String = "", quiet: QuietHours? = nil, via: [String]
    ) {
        self.name = name
        self.when = when
        self.holds = holds
        self.cameras = cameras
        self.quiet = quiet
        self.via = via
    }
}

/// Of what can be told.
public enum AlertKind: String, CaseIterable, Hashable, Codable, Sendable {
    case offline, encrypted, decrypted
    case liveLost = "live-lost"
    case gone, new
    /// The cloud refuses an account.
    case refused
    /// There was no poll of an account for as long as the rule says.
    case silent

    /// It is about an account, and no camera of it.
    public var isOfAccount: Bool { self == .refused || self == .silent }
}

/// A part of each day, by the clock on the wall: `22:00-07:00`, over midnight where it ends before it begins.
public struct QuietHours: Hashable, Sendable, CustomStringConvertible {
    /// Minutes of the day. At `end` it is over.
    public let begin, end: Int

    /// nil where it is none, or would be the whole day.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let begin = Self.minute(parts[0], mayBeMidnight: false),
            let end = Self.minute(parts[1], mayBeMidnight: true), begin != end % Self.day
        else { return nil }
        self.begin = begin
        self.end = end % Self.day
    }

    private static let day = 1440

    private static func minute(_ text: Substring, mayBeMidnight: Bool) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        return hour < 24 || mayBeMidnight && hour == 24 && minute == 0 ? hour * 60 + minute : nil
    }

    /// Whether this minute of the day is in it.
    public func contains(minute: Int) -> Bool {
        begin < end ? (begin..<end).contains(minute) : minute >= begin || minute < end
    }

    public var description: String { Self.clock(begin) + "-" + Self.clock(end) }

    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return two(minute / 60) + ":" + two(minute % 60)
    }
}
