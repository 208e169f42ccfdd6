/// The ways in which editors write a text to a file.
enum Encodings {
    /// UTF-8 and both kinds of UTF-16, each without and with a mark of byte order.
    static func all(of text: String) -> [[UInt8]] {
        let utf8 = Array(text.utf8)
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return [utf8, [0xEF, 0xBB, 0xBF] + utf8, little, [0xFF, 0xFE] + little, big, [0xFE, 0xFF] + big]
    }
}
