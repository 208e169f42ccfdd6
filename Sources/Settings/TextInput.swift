/// The bytes of a text, the place in it and the line of that place.
struct TextInput {
    private let bytes: [UInt8]
    private(set) var position = 0
    private(set) var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The character of more than one byte that stands here, by its first part.
    var scalar: Unicode.Scalar? {
        guard let byte = peek, byte >= 0x80 else { return nil }
        return String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
    }

    mutating func advance() {
        guard let byte = peek else { return }
        if byte == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    @discardableResult
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        advance()
        return true
    }

    mutating func take(three byte: UInt8) -> Bool {
        guard looksAt(three: byte) else { return false }
        position += 3
        return true
    }

    func looksAt(three byte: UInt8) -> Bool { bytes[position...].starts(with: [byte, byte, byte]) }
    func looksAt(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    /// Over blanks and, with `lines`, comments and line ends. False at the end of the text.
    @discardableResult
    mutating func skipBlank(lines: Bool) -> Bool {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): advance()
            case UInt8(ascii: "\n") where lines, UInt8(ascii: "\r") where lines && looksAt("\r\n"): advance()
            case UInt8(ascii: "#") where lines: skipLine()
            default: return true
            }
        }
        return false
    }

    mutating func skipLine() {
        while let byte = peek {
            advance()
            if byte == UInt8(ascii: "\n") { return }
        }
    }

    /// A key can begin here: a letter, a digit, `_`, `-` or a quote.
    var isAtKey: Bool {
        switch peek ?? 0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x22, 0x27: true
        default: false
        }
    }

    mutating func takeBareKey() -> String {
        let start = position
        while let byte = peek, !" \t\r\n.=[]{},#\"'".utf8.contains(byte) { advance() }
        return text(from: start)
    }

    mutating func takeBareValue() -> String {
        let start = position
        while let byte = peek, !",]}#\n".utf8.contains(byte) { advance() }
        return text(from: start)
    }
}
