import ArgumentParser
import Dashboard
import FoundationEssentials
import Output
import Settings
import Startup

/// From when on, and until when: as durations before now, or as dates of the clock on the wall.
struct SpanOption: ParsableArguments {
    @Option(
        help: .spoken(
            "From when on: 30d, 12h, 2026-11-01 or 2026-11-01T08:00.", "起点：30d、12h、2026-11-01 或 2026-11-01T08:00。", "time"))
    var since = "30d"

    @Option(help: .spoken("Until when: the same; now unless given.", "终点：写法同上；默认为现在。", "time"))
    var until: String?

    /// - Throws: `Failure` 64 where one of them is no time, or nothing lies between them.
    func span(now: Date) throws(Failure) -> DateInterval {
        let end = try until.map { text throws(Failure) in try Self.moment(text, now: now, "--until") } ?? now
        let start = try Self.moment(since, now: now, "--since")
        guard start < min(end, now) else {
            throw Failure(
                .usage, spoken("Nothing lies between --since and --until.", "--since 与 --until 之间没有时间。"))
        }
        // Nothing is known of what is to come.
        return DateInterval(start: start, end: min(end, now))
    }

    private static func moment(_ text: String, now: Date, _ option: String) throws(Failure) -> Date {
        let text = CopiedText.tidied(text)
        if let duration = DurationText(text) { return now.addingTimeInterval(-duration.seconds) }
        if let wall = WallTime(text), let date = Date(local: wall) { return date }
        throw Failure(
            .usage,
            spoken(
                "\(option) takes a duration or a date, such as 30d, 2026-11-01 or 2026-11-01T08:00.",
                "\(option) 为时长或日期，例如 30d、2026-11-01 或 2026-11-01T08:00。"))
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
}
