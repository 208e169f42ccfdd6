import System

/// The text of a file as editors write it: UTF-8 or UTF-16, with or without a mark of byte order; no NUL.
public struct FileText {
    public let text: String

    /// - Throws: the line that is no text.
    public init(_ bytes: [UInt8]) throws(FileFault) {
        if let text = Self.utf16(bytes) {
            self.text = try Self.settled(text)
            return
        }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let index = bytes.firstIndex(of: 0) { throw .holdsNUL(line: Self.line(of: index, in: bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(line: Self.firstBrokenLine(bytes))
        }
        self.text = try Self.settled(text)
    }

    private static func settled(_ text: String) throws(FileFault) -> String {
        var text = withLines(text)
        // What editors of DOS end a file with.
        if text.unicodeScalars.last == "\u{1A}" { text.unicodeScalars.removeLast() }
        if let line = StreamSafe.fault(in: Array(text.utf8)) { throw .holdsMarks(line: line) }
        return text
    }

    /// Where nothing but a carriage return ends a line, as on an old Mac, it is a line's end.
    private static func withLines(_ text: String) -> String {
        guard text.utf8.contains(0x0D), !text.utf8.contains(0x0A) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\r" ? "\n" : $0 }))
    }

    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 2, bytes.count.isMultiple(of: 2), let low = lowByte(bytes) else { return nil }
        var units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8 }
        if units.first == 0xFEFF { units.removeFirst() }
        return units.contains(0) ? nil : String(validating: units, as: UTF16.self)
    }

    /// Which byte of each two is the low one; nil where they are no pairs.
    private static func lowByte(_ bytes: [UInt8]) -> Int? {
        if bytes.starts(with: [0xFF, 0xFE]) { return 0 }
        if bytes.starts(with: [0xFE, 0xFF]) { return 1 }
        // Without a mark: the high bytes of ASCII are 0, and half of any such file is ASCII. Of other characters low bytes may be too.
        let zeros = [0, 1].map { first in stride(from: first, to: bytes.count, by: 2).count { bytes[$0] == 0 } }
        guard zeros[0] != zeros[1], zeros.reduce(0, +) * 4 >= bytes.count else { return nil }
        return zeros[0] < zeros[1] ? 0 : 1
    }

    private static func line(of index: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<index].count { $0 == 0x0A }
    }

    private static func firstBrokenLine(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }
}
