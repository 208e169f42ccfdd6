/// Names as people count: `Lobby 9` before `Lobby 10`.
enum NaturalOrder {
    /// Where two names differ in a number, the smaller number is first; else byte by byte, which is what strings do.
    static func isBefore(_ a: String, _ b: String) -> Bool {
        let verdict = a.utf8.withContiguousStorageIfAvailable { a in
            b.utf8.withContiguousStorageIfAvailable { b in isBefore(a, b) }
        }
        return (verdict ?? nil) ?? (a < b)
    }

    private static func isBefore(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        let shared = min(a.count, b.count)
        while place < shared, a[place] == b[place] { place += 1 }
        // The numbers that they differ in begin where their last common digits do.
        var start = place
        while start > 0, isDigit(a[start - 1]) { start -= 1 }
        let (left, right) = (digits(in: a, from: start), digits(in: b, from: start))
        if left > 0, right > 0, left != right { return left < right }
        guard place < a.count, place < b.count else { return a.count < b.count }
        return a[place] < b[place]
    }

    /// How many digits stand there. Those of a number with zeros before it count too: it stands behind, and the order stays one.
    private static func digits(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, isDigit(text[end]) { end += 1 }
        return end - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
