import FoundationEssentials
import System

/// The bytes of a reply as JSON that can be read whole: a name that was cut in the middle of an emoji, or holds a byte that is no
/// UTF-8, has a mark in that place instead of taking its row along.
enum ReplyText {
    /// More values than fifty rows of any list have, and no more than cost a few megabytes to read.
    static let mostValues = 200_000

    /// Whether a reply has so few values that it can be read: each costs many times its length.
    static func isReadable(_ body: Data) -> Bool {
        body.withUnsafeBytes { bytes in
            var values = 0, isText = false, isEscaped = false
            for byte in bytes {
                switch byte {
                case _ where isEscaped: isEscaped = false
                case UInt8(ascii: "\\"): isEscaped = isText
                case UInt8(ascii: "\""): isText.toggle()
                case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): values += isText ? 0 : 1
                default: break
                }
                if values > mostValues { return false }
            }
            return true
        }
    }

    static func repaired(_ body: Data) -> Data {
        var bytes =
            String(validating: body, as: UTF8.self) == nil ? Array(String(decoding: body, as: UTF8.self).utf8) : Array(body)
        bytes = StreamSafe.source(bytes)
        var index = 0
        while let escape = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
            switch unit(at: escape, in: bytes) {
            case nil: index = escape + 2
            case .some(0xD800...0xDBFF) where isLow(unit(at: escape + 6, in: bytes)): index = escape + 12
            case .some(0xD800...0xDFFF):
                bytes.replaceSubrange((escape + 2)..<(escape + 6), with: Array("FFFD".utf8))
                index = escape + 6
            default: index = escape + 6
            }
            if index >= bytes.count { break }
        }
        return Data(bytes)
    }

    private static func isLow(_ unit: UInt16?) -> Bool { unit.map { (0xDC00...0xDFFF).contains($0) } ?? false }

    /// Of `\uD83D`.
    private static func unit(at place: Int, in bytes: [UInt8]) -> UInt16? {
        guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt16(String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16)
    }
}
