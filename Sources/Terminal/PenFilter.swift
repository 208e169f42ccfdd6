/// Takes out of ncurses' bytes what says nothing new about the pen.
///
/// At each change of colour ncurses resets everything and sets it again in up to four sequences, the character set included:
/// half of what a moved row costs. Here the changes are gathered until something is drawn, and then said in one, as the
/// shortest step from the pen the terminal has. Blanks do not care for the colour of what is not in them. The pen is plain at the start and at the end of a frame.
enum PenFilter {
    static func shorten(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var actual = Pen(), wanted = Pen()
        var place = 0
        while place < bytes.count {
            let end = endOfToken(bytes, place)
            let token = bytes[place..<end]
            place = end
            switch kind(token) {
            case .pen:
                guard let pen = wanted.taking(token.dropFirst(2).dropLast()) else { return bytes }
                wanted = pen
            case .characterSet:
                break
            case .motion:
                result += token
            case .scroll(let line, let count):
                result += wanted.sequence(from: actual)
                actual = wanted
                for _ in 0..<count { result += line }
            case .drawing:
                let blanks = wanted.drawsBlanks(as: actual) ? token.prefix { $0 == 0x20 } : []
                result += blanks
                if blanks.count < token.count {
                    result += wanted.sequence(from: actual) + token.dropFirst(blanks.count)
                    actual = wanted
                }
            }
        }
        return result + wanted.sequence(from: actual)
    }

    private enum Kind {
        case pen, characterSet, motion, drawing
        /// So many lines, one by one: not every terminal that calls itself xterm knows how to scroll several at once.
        case scroll([UInt8], count: Int)
    }

    /// Text up to the next control, a control character, or an escape sequence.
    private static func endOfToken(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        guard bytes[start] == 0x1B else {
            if bytes[start] >= 0x20 { while end < bytes.count, bytes[end] >= 0x20 { end += 1 } }
            return end
        }
        guard end < bytes.count else { return end }
        end += 1
        if bytes[end - 1] == 0x5B {
            while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
            return min(end + 1, bytes.count)
        }
        return (0x20...0x2F).contains(bytes[end - 1]) ? min(end + 1, bytes.count) : end
    }

    private static func kind(_ token: ArraySlice<UInt8>) -> Kind {
        // No cell is of another character set, so choosing the usual one changes nothing.
        if token.elementsEqual("\u{1b}(B".utf8) || token.elementsEqual([0x0F]) { return .characterSet }
        if token.elementsEqual("\r".utf8) { return .motion }
        guard token.starts(with: [0x1B, 0x5B]), let final = token.last else { return .drawing }
        switch final {
        case 0x6D: return .pen
        // Cursor up, down, right, left, to a column, to a place, to a row.
        case 0x41...0x44, 0x47, 0x48, 0x64: return .motion
        // The cursor stands on the region's last row for the one, on its first for the other.
        case 0x53, 0x54:
            guard let count = Int(String(decoding: token.dropFirst(2).dropLast(), as: UTF8.self)), count < 1000 else {
                return .drawing
            }
            return .scroll(final == 0x53 ? [0x0A] : [0x1B, 0x4D], count: count)
        default: return .drawing
        }
    }
}
