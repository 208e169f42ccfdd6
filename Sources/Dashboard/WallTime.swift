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

    /// `15:04`
    public var minuteOfDay: String { "\(two(hour)):\(two(minute))" }

    /// `11-24 15:04`
    public var dayAndMinute: String { "\(two(month))-\(two(day)) \(minuteOfDay)" }

    /// `2026-11-24 15:04`
    public var dateAndMinute: String { "\(year)-\(dayAndMinute)" }

    /// `2026-11-24 15:04:22`
    public var dateAndClock: String { "\(year)-\(two(month))-\(two(day)) \(clock)" }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Date {
    /// Whole seconds since 1970, within the years 1 to 9999: an end or a recording may name any moment.
    public var secondsOnTheWall: TimeInterval {
        min(max(timeIntervalSince1970.rounded(.down), -62_135_596_800), 253_402_300_799)
    }
}

extension WallTime {
    /// A moment in UTC.
    public init(utc date: Date) {
        let seconds = Int(date.secondsOnTheWall)
        let ofDay = ((seconds % 86400) + 86400) % 86400
        // Days since 1970 to a civil date, in the proleptic Gregorian calendar.
        let shifted = (seconds - ofDay) / 86400 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        self.init(
            year: yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), month: civilMonth,
            day: dayOfYear - (153 * month + 2) / 5 + 1, hour: ofDay / 3600, minute: ofDay / 60 % 60, second: ofDay % 60)
    }
}
