import FoundationEssentials

/// A moment as the clock on the wall shows it. The time zone is the shell's: what it hands in turns a `Date` into this.
public struct WallTime: Hashable, Sendable {
    public var year, month, day, hour, minute, second: Int

    public init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// `15:04:22`
    public var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }

    /// `2026-11-24 15:04`
    public var dateAndMinute: String { "\(year)-\(two(month))-\(two(day)) \(two(hour)):\(two(minute))" }

    /// `2026-11-24 15:04:22`
    public var dateAndClock: String { "\(year)-\(two(month))-\(two(day)) \(clock)" }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
