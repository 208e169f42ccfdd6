/// The text of a file, which must be UTF-8 without NUL.
struct FileText {
    let text: String

    init(_ bytes: [UInt8]) throws(FileFault) {
        if let index = bytes.firstIndex(of: 0) { throw .holdsNUL(line: Self.line(of: index, in: bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(line: Self.firstBrokenLine(bytes))
        }
        self.text = text
    }

    private static func line(of index: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<index].count { $0 == 0x0A }
    }

    private static func firstBrokenLine(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }
}
