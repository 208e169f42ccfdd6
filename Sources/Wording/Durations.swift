/// Spans of time in as few columns as they need: the same units in both languages, as they stand in narrow columns.
public enum Durations {
    /// `45s`, `12m`, `23h`, `6d`: the largest unit alone, rounded down.
    public static func coarse(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9))
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<3600: return "\(whole / 60)m"
        case ..<172_800: return "\(whole / 3600)h"
        default: return "\(whole / 86400)d"
        }
    }

    /// `<1m`, `12m`, `23h`, `6d`: an age, which no second of it is worth a wink of the eye.
    public static func age(_ seconds: Double) -> String { seconds < 60 ? "<1m" : coarse(seconds) }

    /// `45s`, `12m 5s`, `23h 59m`, `6d 23h`: two units, rounded down.
    public static func exact(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9))
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<3600: return join(whole / 60, "m", whole % 60, "s")
        case ..<86400: return join(whole / 3600, "h", whole % 3600 / 60, "m")
        default: return join(whole / 86400, "d", whole % 86400 / 3600, "h")
        }
    }

    private static func join(_ large: Int, _ unit: String, _ small: Int, _ smallUnit: String) -> String {
        small == 0 ? "\(large)\(unit)" : "\(large)\(unit) \(small)\(smallUnit)"
    }

    /// `5 800`: thousands apart, so that a large number can be read.
    public static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude), groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: " ")
    }
}
