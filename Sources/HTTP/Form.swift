import FoundationEssentials
import System

/// `application/x-www-form-urlencoded`, both ways.
public enum Form {
    /// More parameters than any real form has; what comes after is not read.
    static let limit = 1000

    public static let contentType = "application/x-www-form-urlencoded"

    /// The body of a form POST. Everything but letters, digits and `-._~` is percent-encoded as UTF-8.
    public static func encode(_ parameters: [Parameter]) -> Data {
        var bytes: [UInt8] = []
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            escape(parameter.name, into: &bytes)
            bytes.append(UInt8(ascii: "="))
            escape(parameter.value, into: &bytes)
        }
        return Data(bytes)
    }

    /// The parameters in order. A broken escape stands for itself, bytes that are no UTF-8 become U+FFFD.
    public static func decode(_ body: Data) -> [Parameter] {
        body.split(separator: UInt8(ascii: "&"), maxSplits: limit).prefix(limit).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            return Parameter(unescape(name), unescape(pair.dropFirst(name.count + 1)))
        }
    }

    private static func escape(_ text: String, into bytes: inout [UInt8]) {
        let hex = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
    }

    private static func unescape(_ piece: Data.SubSequence) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count)
        var rest = piece[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digit),
                let low = rest.dropFirst().first.flatMap(digit)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return StreamSafe.text(bytes)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// A named value of a query string or a form. The same name may come more than once.
public struct Parameter: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
