import FoundationEssentials

/// A length of time as people write it: `30s`, `15m`, `1h30m`, `2d`. Whole numbers, each unit once, the largest first.
public struct DurationText: Hashable, Sendable, CustomStringConvertible {
    public let seconds: TimeInterval

    private static let units: [(letter: Character, seconds: Int)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    /// A century is more than anyone waits, and keeps every sum far from overflow.
    private static let longest = 36_500 * 86_400

    public init(seconds: TimeInterval) {
        self.seconds = seconds
    }

    /// nil when the text is no duration: empty, without units, negative, not ASCII, or beyond all bounds.
    public init?(_ text: String) {
        var total = 0, digits = "", unit = 0
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                guard digits.count <= 10 else { return nil }
                continue
            }
            guard let found = Self.units[unit...].firstIndex(where: { $0.letter == character }), let number = Int(digits) else {
                return nil
            }
            total += number * Self.units[found].seconds
            guard total <= Self.longest else { return nil }
            unit = found + 1
            digits = ""
        }
        guard unit > 0, digits.isEmpty else { return nil }
        seconds = TimeInterval(total)
    }

    public var description: String {
        var rest = Int(seconds.rounded()), text = ""
        for unit in Self.units where rest >= unit.seconds {
            text += "\(rest / unit.seconds)\(unit.letter)"
            rest %= unit.seconds
        }
        return text.isEmpty ? "0s" : text
    }

    /// Some that lie between two others, in quotes as a configuration has them.
    public static func examples(from: TimeInterval, to: TimeInterval) -> [String] {
        ["30s", "1h30m", "30d", "365d"].filter { text in
            DurationText(text).map { (from...max(from, to)).contains($0.seconds) } ?? false
        }.prefix(2).map { "\"\($0)\"" }
    }
}
