import FoundationEssentials

/// The platform counts its days in Beijing (UTC+8, no summer time).
public enum BeijingDay {
    private static let offset: TimeInterval = 8 * 3600
    private static let length: TimeInterval = 24 * 3600

    /// Days since 1970 in Beijing.
    public static func number(at now: Date) -> Int {
        // A clock can be set to anything; the number of a day must not trap.
        Int(exactly: ((now.timeIntervalSince1970 + offset) / length).rounded(.down)) ?? 0
    }

    /// The next midnight in Beijing.
    public static func end(at now: Date) -> Date {
        Date(timeIntervalSince1970: Double(number(at: now) + 1) * length - offset)
    }
}
