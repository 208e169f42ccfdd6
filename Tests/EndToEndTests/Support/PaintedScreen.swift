/// What a terminal shows that was sent these bytes: as much of xterm as ncurses makes use of. Unlike tmux it misses no frame.
struct PaintedScreen {
    /// Scalars; 0 is the second half of a wide one.
    private var cells: [[UInt32]]
    private let columns: Int
    private var row = 0, column = 0
    /// The rows that scroll.
    private var top = 0, bottom: Int
    private var saved = (row: 0, column: 0)
    private var last: UInt32 = 0x20
    /// The begin of what is not whole yet.
    private var rest: [UInt8] = []
    /// The program draws on it, and one of its frames was whole; whoever knows the frame may say so before a frame tells its end.
    var isDrawn = false
    private var isInFrame = false
    /// How often the program has asked whether the terminal shows frames at once.
    private(set) var questions = 0

    init(columns: Int, rows: Int) {
        self.columns = columns
        bottom = rows - 1
        cells = Array(repeating: Array(repeating: 0x20, count: columns), count: rows)
    }

    var lines: [String] {
        cells.map { line in String(String.UnicodeScalarView(line.compactMap { $0 == 0 ? nil : Unicode.Scalar($0) })) }
    }

    /// - Parameter frame: is told of each whole one.
    mutating func take(_ bytes: some Sequence<UInt8>, frame: (PaintedScreen) -> Void) {
        var left = (rest + bytes)[...]
        while let first = left.first, let length = Self.length(left) {
            let piece = left.prefix(length)
            left = left.dropFirst(length)
            switch first {
            case 0x1B: follow(piece, frame)
            case 0x08: column = max(0, column - 1)
            case 0x0A: lineFeed()
            case 0x0D: column = 0
            case 0..<0x20: break
            default: for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars { put(scalar.value) }
            }
        }
        rest = Array(left)
        if isDrawn, !isInFrame, rest.isEmpty { frame(self) }
    }

    /// Of the next character or sequence; nil where it is not whole.
    private static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
        let all = Array(bytes.prefix(8192))
        func end(_ from: Int, _ isEnd: (UInt8) -> Bool) -> Int? { all.dropFirst(from).firstIndex(where: isEnd).map { $0 + 1 } }
        switch all[0] {
        case 0x1B:
            guard all.count > 1 else { return nil }
            switch all[1] {
            case UInt8(ascii: "["): return end(2) { (0x40...0x7E).contains($0) }
            case UInt8(ascii: "]"), UInt8(ascii: "P"): return end(2) { $0 == 7 || $0 == UInt8(ascii: "\\") }
            case UInt8(ascii: "("), UInt8(ascii: ")"): return all.count > 2 ? 3 : nil
            default: return 2
            }
        case 0xC0...:
            let length = all[0] < 0xE0 ? 2 : all[0] < 0xF0 ? 3 : 4
            return all.count >= length ? length : nil
        default: return 1
        }
    }

    private mutating func put(_ scalar: UInt32) {
        let width = scalar >= 0x2E80 ? 2 : 1
        if column + width > columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = scalar
        if width == 2 { cells[row][column + 1] = 0 }
        column += width
        last = scalar
    }

    private mutating func lineFeed() {
        if row == bottom { scroll(from: top, by: 1) } else { row = min(row + 1, cells.count - 1) }
    }

    /// Up; down by less than nothing.
    private mutating func scroll(from first: Int, by count: Int) {
        let blank = Array(repeating: UInt32(0x20), count: columns)
        for _ in 0..<min(abs(count), bottom - first + 1) {
            cells.remove(at: count > 0 ? first : bottom)
            cells.insert(blank, at: count > 0 ? bottom : first)
        }
    }

    private mutating func wipe(_ rows: Range<Int>) { for row in rows { wipe(row, 0..<columns) } }
    private mutating func wipe(_ row: Int, _ range: Range<Int>) { for column in range { cells[row][column] = 0x20 } }

    private mutating func follow(_ sequence: ArraySlice<UInt8>, _ frame: (PaintedScreen) -> Void) {
        let text = String(decoding: sequence.dropFirst(), as: UTF8.self)
        switch text {
        case "7": saved = (row, column)
        case "8": (row, column) = saved
        case "M": if row == top { scroll(from: top, by: -1) } else { row = max(0, row - 1) }
        case "[?2026h":
            if isDrawn { frame(self) }
            isInFrame = true
        case "[?2026l":
            (isInFrame, isDrawn) = (false, true)
            frame(self)
        case "[?1049h", "[?1049l":
            isDrawn = false
            wipe(0..<cells.count)
        case "[?2026$p": questions += 1
        default: if text.hasPrefix("["), !text.hasPrefix("[?"), !text.hasPrefix("[>") { control(text.dropFirst()) }
        }
    }

    private mutating func control(_ text: Substring) {
        let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0, count = max(1, first)
        switch text.last {
        case "H", "f": (row, column) = (min(count, cells.count) - 1, min(max(1, numbers.dropFirst().first ?? 1), columns) - 1)
        case "A": row = max(0, row - count)
        case "B": row = min(cells.count - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns, count) - 1
        case "d": row = min(cells.count, count) - 1
        case "J":
            if first == 2 { wipe(0..<cells.count) }
            if first == 0 {
                wipe(row, min(column, columns)..<columns)
                wipe(row + 1..<cells.count)
            }
        case "K": wipe(row, first == 1 ? 0..<min(column + 1, columns) : first == 2 ? 0..<columns : min(column, columns)..<columns)
        case "X": wipe(row, column..<min(column + count, columns))
        case "P", "@":
            for _ in 0..<min(count, columns - column) {
                cells[row].remove(at: text.last == "P" ? column : columns - 1)
                cells[row].insert(0x20, at: text.last == "P" ? columns - 1 : column)
            }
        case "L": scroll(from: row, by: -count)
        case "M": scroll(from: row, by: count)
        case "S": scroll(from: top, by: count)
        case "T": scroll(from: top, by: -count)
        case "b": for _ in 0..<count { put(last) }
        case "r":
            (top, bottom) = (count - 1, min(numbers.dropFirst().first ?? cells.count, cells.count) - 1)
            (row, column) = (0, 0)
        default: break
        }
    }
}
