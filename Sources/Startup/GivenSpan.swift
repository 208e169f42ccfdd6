import Dashboard
import FoundationEssentials
import Output
import Settings

/// From when on, and until when, as somebody gave it.
public enum GivenSpan {
    /// Seconds of a span whose begin is not given.
    private static let usual: TimeInterval = 30 * 86400

    /// - Throws: `Failure` 64 where one of them is no time, or nothing lies between them.
    public static func read(since: String?, until: String? = nil, now: Date) throws(Failure) -> DateInterval {
        let begin = try since.map { text throws(Failure) in try GivenMoment(text, now: now, "--since") }
        let end = try until.map { text throws(Failure) in try GivenMoment(text, now: now, "--until") }
        // A day that is both, is that day.
        let last = (end == begin ? end?.endOfDay : nil) ?? end?.date ?? now
        // Nothing is known of what is to come.
        let known = min(last, now)
        let first = begin?.date ?? known.addingTimeInterval(-usual)
        guard first < known else {
            let (since, until) = (since ?? "", until ?? "")
            throw Failure(
                .usage,
                first < now
                    ? spoken(
                        "Nothing lies between --since \(since) and --until \(until).",
                        "--since \(since) 与 --until \(until) 之间没有时间。")
                    : spoken("--since \(since): that is not before now.", "--since \(since)：不早于现在。"))
        }
        return DateInterval(start: first, end: known)
    }
}

/// What somebody gave as a moment.
private struct GivenMoment: Equatable {
    var date: Date
    /// Where it is a whole day: when that ends.
    var endOfDay: Date?

    init(_ given: String, now: Date, _ option: String) throws(Failure) {
        let text = CopiedText.tidied(given)
        if let duration = DurationText(text) {
            date = now.addingTimeInterval(-duration.seconds)
        } else if let moment = try? Date(text, strategy: .iso8601) {
            date = moment
        } else if let wall = WallTime(text), let moment = Date(local: wall) {
            date = moment
            if WallTime.isDay(text) { endOfDay = Date(local: WallTime(local: moment.addingTimeInterval(36 * 3600)).midnight) }
        } else {
            throw Failure(
                .usage,
                spoken(
                    "\(option) \(given): it takes a duration or a date, such as 30d, 2026-11-01 or 2026-11-01T08:00.",
                    "\(option) \(given)：应为时长或日期，例如 30d、2026-11-01 或 2026-11-01T08:00。"))
        }
    }
}

extension WallTime {
    /// `2026-11-01`, `2026-11-01T08:00`, `2026-11-01 08:00:30`; nil where it is none of these.
    init?(_ text: String) {
        let halves = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        func numbers(_ text: Substring, _ separator: Character) -> [Int] {
            let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in
                (1...4).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
            }
            return numbers.count == parts.count ? numbers : []
        }
        guard (1...2).contains(halves.count), let day = halves.first else { return nil }
        let date = numbers(day, "-"), clock = halves.count == 2 ? numbers(halves[1], ":") : [0, 0]
        guard date.count == 3, (2...3).contains(clock.count), date[0] > 1969 else { return nil }
        let second = clock.count == 3 ? clock[2] : 0
        guard (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...59).contains(second) else { return nil }
        self.init(year: date[0], month: date[1], day: date[2], hour: clock[0], minute: clock[1], second: second)
    }

    /// No clock stands in it.
    fileprivate static func isDay(_ text: String) -> Bool { !text.contains { $0 == "T" || $0 == " " } }

    /// When its day began.
    fileprivate var midnight: WallTime { WallTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0) }
}
