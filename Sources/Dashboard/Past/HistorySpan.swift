import FoundationEssentials

/// How far back HISTORY reaches, by the word that its title has.
public enum HistorySpan: String, CaseIterable, Hashable, Comparable, Codable, Sendable {
    case day = "24h"
    case week = "7d"
    case month = "30d"

    var seconds: TimeInterval {
        switch self {
        case .day: 86400
        case .week: 7 * 86400
        case .month: 30 * 86400
        }
    }

    public static func < (a: HistorySpan, b: HistorySpan) -> Bool { a.seconds < b.seconds }

    var next: HistorySpan {
        switch self {
        case .day: .week
        case .week: .month
        case .month: .day
        }
    }
}
