import Dashboard
import FoundationEssentials
import Glibc

extension WallTime {
    /// A moment in the time zone of this machine's user (`TZ`).
    init(local date: Date) {
        var seconds = time_t(date.secondsOnTheWall)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.init(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday), hour: Int(parts.tm_hour),
            minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    }
}
