import FoundationEssentials

/// `2026-11-24T07:00:00Z`
public enum Timestamp {
    public static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
