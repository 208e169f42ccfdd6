import FoundationEssentials

/// A value as JSON that a terminal can show unharmed: the controls that JSON itself would let through are escaped too.
public enum JSONText {
    public static func text(of value: some Encodable, pretty: Bool) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
        let data: Data
        do { data = try encoder.encode(value) } catch { throw Failure(.partly, "JSON: \(type(of: error))") }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
                for unit in scalar.utf16 {
                    let digits = String(unit, radix: 16)
                    text.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
                }
            default: text.append(scalar)
            }
        }
        return String(text) + "\n"
    }
}

/// A field that is `null` where there is nothing, instead of missing: scripts can rely on its being there.
public struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
    public var value: Value?

    public init(_ value: Value?) { self.value = value }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

/// `2026-11-24T07:00:00Z`
public enum Timestamp {
    public static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
