import Dashboard
import FoundationEssentials
import Glibc

extension WallTime {
    /// A moment in the time zone of this machine's user (`TZ`).
    public init(local date: Date) {
        var seconds = time_t(date.secondsOnTheWall)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.init(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday), hour: Int(parts.tm_hour),
            minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    }
}

extension Date {
    /// The moment at which the clock on this user's wall shows this; of the two where it is set back the first, and where it is set
    /// forward over it the moment that would have been.
    ///
    /// - Returns: nil where the calendar has no such day.
    public init?(local wall: WallTime) {
        var parts = tm()
        parts.tm_year = Int32(clamping: wall.year - 1900)
        parts.tm_mon = Int32(clamping: wall.month - 1)
        parts.tm_mday = Int32(clamping: wall.day)
        parts.tm_hour = Int32(clamping: wall.hour)
        parts.tm_min = Int32(clamping: wall.minute)
        parts.tm_sec = Int32(clamping: wall.second)
        parts.tm_isdst = -1
        self.init(timeIntervalSince1970: Double(mktime(&parts)))
        let shown = WallTime(local: self)
        guard (shown.year, shown.month, shown.day) == (wall.year, wall.month, wall.day) else { return nil }
    }
}
