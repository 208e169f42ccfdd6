/// A value without quotes, as far as the parser has to be kept from it: toml++ stops the program at a broken date.
struct BareValue {
    /// It is no date or time, or a whole one.
    let isSafe: Bool

    private static let date = "0000-00-00"
    private static let time = "00:00"

    init(_ text: String) {
        var rest = Array(text.utf8)[...]
        while let last = rest.last, [0x20, 0x09, 0x0D].contains(last) { rest.removeLast() }
        let isDate = Self.take(Self.date, &rest)
        guard isDate || rest.contains(0x3A) else {
            // A number, a word, or what the parser refuses by itself; only a year, or a blank in a number, would lead it on.
            let isNumber = rest.first.map { (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D } ?? false
            isSafe = !Self.take("0000-", &rest) && !(isNumber && rest.contains { $0 == 0x20 || $0 == 0x09 })
            return
        }
        if isDate, let separator = rest.first, [0x20, 0x54, 0x74].contains(separator) { rest.removeFirst() }
        isSafe = rest.isEmpty || Self.take(Self.time, &rest) && Self.isEndOfTime(rest)
    }

    /// Seconds, their fraction and the offset from UTC, each of which may be missing.
    private static func isEndOfTime(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        _ = take(":00", &rest)
        if rest.first == 0x2E { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
        if let sign = rest.first, [0x2B, 0x2D].contains(sign) {
            rest.removeFirst()
            return take(time, &rest) && rest.isEmpty
        }
        return rest.isEmpty || rest.elementsEqual([0x5A]) || rest.elementsEqual([0x7A])
    }

    /// Takes what has the pattern's form, its zeros standing for any digit.
    private static func take(_ pattern: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.count >= pattern.utf8.count else { return false }
        let matches = zip(rest, pattern.utf8).allSatisfy { byte, form in
            form == 0x30 ? (0x30...0x39).contains(byte) : byte == form
        }
        if matches { rest = rest.dropFirst(pattern.utf8.count) }
        return matches
    }
}
