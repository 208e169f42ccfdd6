import FoundationEssentials

/// The platform's days and written times are those of Beijing.
enum BeijingTime {
    private static let offset = 8 * 3_600

    /// `2020-12-03 20:41:13`, as live addresses have it.
    static func text(_ date: Date) -> String {
        text(date, secondsFromGMT: offset)
    }

    /// The same in UTC, which the overseas example turns out to be.
    static func utcText(_ date: Date) -> String {
        text(date, secondsFromGMT: 0)
    }

    /// A number that changes at midnight.
    static func day(of date: Date) -> Int {
        Int(((date.timeIntervalSince1970 + Double(offset)) / 86_400).rounded(.down))
    }

    private static func text(_ date: Date, secondsFromGMT: Int) -> String {
        let zone = TimeZone(secondsFromGMT: secondsFromGMT) ?? .gmt
        return date.formatted(
            Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
                .time(includingFractionalSeconds: false))
    }
}
