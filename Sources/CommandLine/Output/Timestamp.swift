import FoundationEssentials

/// `2026-11-24T07:00:00Z`
enum Timestamp {
    static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
