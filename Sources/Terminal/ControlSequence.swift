import Cells

/// A control sequence (`ESC [ … final`), byte by byte, and what it means.
struct ControlSequence {
    enum Progress { case more, end, broken }

    enum Meaning {
        case key(Key)
        case event(TerminalEvent)
        /// A bracketed paste begins.
        case paste
        /// One more byte names a function key of the Linux console.
        case console
        /// Three more bytes are a mouse report.
        case oldMouse
        case nothing
    }

    private static let longest = 64

    /// `<`, `=`, `>` or `?` before the numbers.
    private var prefix: UInt8 = 0
    private var numbers: [Int?] = [nil]
    private var intermediate: UInt8 = 0
    private var final: UInt8 = 0
    private var length = 0

    mutating func take(_ byte: UInt8) -> Progress {
        length += 1
        switch byte {
        case 0x5B where length == 1, 0x40...0x7E:
            final = byte
            return .end
        // What is too long is read to its end and means nothing.
        case 0x20...0x3F where length > Self.longest: prefix = 0xFF
        case 0x30...0x39:
            let number = (numbers[numbers.count - 1] ?? 0) * 10 + Int(byte - 0x30)
            numbers[numbers.count - 1] = min(number, 99_999)
        case 0x3B: numbers.append(nil)
        case 0x3C...0x3F: prefix = length == 1 ? byte : 0xFF
        case 0x3A: prefix = 0xFF
        case 0x20...0x2F: intermediate = byte
        default: return .broken
        }
        return .more
    }

    private func number(_ place: Int) -> Int? { place < numbers.count ? numbers[place] : nil }
    private var bare: Bool { length == 1 }

    var meaning: Meaning {
        switch (prefix, intermediate) {
        case (0, 0): plain
        case (0x3C, 0): mouseReport
        case (0x3F, 0) where final == 0x63: .event(.attributes)
        case (0x3F, 0x24) where final == 0x79:
            if let mode = number(0), let state = number(1) { .event(.mode(mode, state: state)) } else { .nothing }
        default: .nothing
        }
    }

    private var plain: Meaning {
        switch final {
        case 0x41: return .key(.up)
        case 0x42: return .key(.down)
        case 0x43: return .key(.right)
        case 0x44: return .key(.left)
        case 0x48: return .key(.home)
        case 0x46: return .key(.end)
        case 0x5A: return .key(.backtab)
        case 0x5B where bare: return .console
        case 0x4D where bare: return .oldMouse
        case 0x49 where bare: return .event(.input(.focus(true)))
        case 0x4F where bare: return .event(.input(.focus(false)))
        case 0x50: return .key(.function(1))
        case 0x51: return .key(.function(2))
        // F3 with Shift looks like a report of the cursor, and a late report must never be a key.
        case 0x52:
            guard let row = number(0), let column = number(1) else { return bare ? .key(.function(3)) : .nothing }
            return .event(.cursor(row: row, column: column))
        case 0x53: return .key(.function(4))
        case 0x7E: return numbered
        default: return .nothing
        }
    }

    private var numbered: Meaning {
        switch number(0) ?? 0 {
        case 1, 7: .key(.home)
        case 3: .key(.delete)
        case 4, 8: .key(.end)
        case 5: .key(.pageUp)
        case 6: .key(.pageDown)
        case let code where (11...15).contains(code): .key(.function(code - 10))
        case let code where (17...21).contains(code): .key(.function(code - 11))
        case let code where (23...24).contains(code): .key(.function(code - 12))
        case 200: .paste
        default: .nothing
        }
    }

    private var mouseReport: Meaning {
        guard final == 0x4D, let button = number(0), let column = number(1), let row = number(2),
            let mouse = Self.mouse(button: button, column: column, row: row)
        else { return .nothing }
        return .event(.input(.mouse(mouse)))
    }

    /// - Parameters: `column` and `row` count from 1.
    static func mouse(button: Int, column: Int, row: Int) -> Mouse? {
        guard button >= 0, column >= 1, row >= 1 else { return nil }
        let point = Point(column: column - 1, row: row - 1)
        // 4, 8 and 16 are Shift, Alt and Ctrl.
        return switch button & ~28 {
        case 0: Mouse(action: .press, point: point)
        case 64: Mouse(action: .wheelUp, point: point)
        case 65: Mouse(action: .wheelDown, point: point)
        default: nil
        }
    }

    /// The key of `ESC O` and a byte: cursor keys, function keys, and the keypad in its application mode.
    static func shift3(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x48: .home
        case 0x46: .end
        case 0x4D: .enter
        case 0x50...0x53: .function(Int(byte) - 0x4F)
        case 0x58: .character("=")
        case 0x6A...0x79: .character(String(Unicode.Scalar(byte - 0x40)))
        default: nil
        }
    }
}
