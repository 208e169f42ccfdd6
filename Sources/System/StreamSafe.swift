/// Text from outside, with no more combining marks in a row than any script has.
///
/// Strings are compared and hashed by their canonical form, for which the marks of one run are put in order: that takes time by the square of
/// their number, hours for a megabyte of accents. Text with thirty at most is what Unicode (UAX #15) calls stream-safe.
public enum StreamSafe {
    static let most = 30

    /// UTF-8 as a text, without the marks beyond those; bytes that are no UTF-8 become U+FFFD.
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes), excess = excess(in: bytes)
        return String(decoding: excess.isEmpty ? bytes : without(excess, bytes), as: UTF8.self)
    }

    /// The same bytes without the marks beyond those, where they may also be written as `\u0301` (JSON), or `\U00000301` (TOML).
    public static func source(_ bytes: [UInt8]) -> [UInt8] {
        let excess = excess(in: bytes, hasEscapes: true)
        return excess.isEmpty ? bytes : without(excess, bytes)
    }

    /// The line of the first mark beyond those in such a source, from 1 on; nil where there is none.
    public static func fault(in bytes: [UInt8]) -> Int? {
        excess(in: bytes, hasEscapes: true).first.map { place in 1 + bytes[..<place.lowerBound].count { $0 == 0x0A } }
    }

    private static func without(_ places: [Range<Int>], _ bytes: [UInt8]) -> [UInt8] {
        var safe: [UInt8] = [], end = 0
        for place in places {
            safe += bytes[end..<place.lowerBound]
            end = place.upperBound
        }
        return safe + bytes[end...]
    }

    private static func excess(in bytes: [UInt8], hasEscapes: Bool = false) -> [Range<Int>] {
        var places: [Range<Int>] = [], run = 0, index = 0
        while index < bytes.count {
            let byte = bytes[index]
            var length = 1, isMark = false
            switch byte {
            case UInt8(ascii: "\\") where hasEscapes:
                let escape = escape(at: index, in: bytes)
                length = escape?.length ?? 2
                isMark = escape.map { Self.isMark($0.value) } ?? false
            // No mark is below U+0300, and none among the Chinese characters from U+4000 on.
            case ..<0xCC: break
            case 0xE4...0xE9: length = 3
            default:
                let scalar = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
                // What is no UTF-8 stands for itself, a byte at a time.
                length = scalar.map { $0 == "\u{FFFD}" ? 1 : UTF8.width($0) } ?? 1
                isMark = scalar.map { Self.isMark($0.value) } ?? false
            }
            run = isMark ? run + 1 : 0
            let end = min(index + length, bytes.count)
            if run > most {
                if let last = places.last, last.upperBound == index {
                    places[places.count - 1] = last.lowerBound..<end
                } else {
                    places.append(index..<end)
                }
            }
            index = end
        }
        return places
    }

    private static func escape(at index: Int, in bytes: [UInt8]) -> (value: UInt32, length: Int)? {
        guard index + 1 < bytes.count else { return nil }
        let count = bytes[index + 1] == UInt8(ascii: "u") ? 4 : bytes[index + 1] == UInt8(ascii: "U") ? 8 : 0
        let end = index + 2 + count
        guard count > 0, end <= bytes.count,
            let value = UInt32(String(decoding: bytes[(index + 2)..<end], as: UTF8.self), radix: 16)
        else { return nil }
        // One beyond the first 65,536 is written as two.
        guard count == 4, value & 0xFC00 == 0xD800, end + 6 <= bytes.count, bytes[end] == UInt8(ascii: "\\"),
            let low = UInt32(String(decoding: bytes[(end + 2)..<(end + 6)], as: UTF8.self), radix: 16), low & 0xFC00 == 0xDC00
        else { return (value, 2 + count) }
        return (0x10000 + (value & 0x3FF) << 10 + low & 0x3FF, 12)
    }

    /// It is put in order with its neighbours, or is made of such: three of no class are.
    private static func isMark(_ value: UInt32) -> Bool {
        guard value >= 0x300, let scalar = Unicode.Scalar(value) else { return false }
        return scalar.properties.canonicalCombiningClass != .notReordered || [0xF73, 0xF75, 0xF81].contains(value)
    }
}
