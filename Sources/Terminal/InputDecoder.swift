import Cells

/// Bytes of the terminal to keys, pastes, mouse and answers. A pure value: time comes in as an argument.
///
/// The sequences of xterm and its kin, the Linux console, rxvt, screen and tmux are known, in every mode of the cursor keys and
/// the keypad. A sequence that is not known is left out whole; one that comes in parts is waited for; an answer that comes late
/// never becomes keys; a byte that is not UTF-8 takes nothing else with it.
struct InputDecoder {
    private enum State {
        case ground
        /// ESC came, at that time.
        case escape
        case sequence(ControlSequence)
        /// `ESC O`.
        case shift3
        /// `ESC [ [`, the function keys of the Linux console.
        case console
        /// `ESC [ M`, a mouse report of the old kind: three bytes.
        case oldMouse([UInt8])
        /// OSC, DCS and their like, up to BEL or ST. `escaped`: an ESC came in it.
        case string(escaped: Bool)
        case paste
    }

    /// Milliseconds after Esc within which `[` or `O` is still the rest of a sequence that came in two parts.
    private static let grace = 300
    /// Milliseconds after which a sequence that has stopped is given up.
    private static let patience = 1000
    /// More of a paste is not kept.
    static let pasteLimit = 65_536
    private static let pasteEnd = Array("\u{1b}[201~".utf8)

    private var state = State.ground
    private var utf8 = UTF8Assembler()
    /// The bytes of the paste that is coming in.
    private var text: [UInt8] = []
    private var events: [TerminalEvent] = []
    /// When the last byte came.
    private var last = 0
    /// When a lone Esc was said.
    private var lone: Int?
    /// The sequence in hand belongs to an Esc that has been said already: it makes no key.
    private var said = false

    /// A lone ESC is in hand: `expire` makes it the key Esc when nothing follows in time.
    var awaitsEscape: Bool {
        if case .escape = state { true } else { false }
    }

    mutating func decode(_ bytes: [UInt8], at now: Int) -> [TerminalEvent] {
        giveUp(at: now)
        last = now
        // ^C ends a paste whose end was lost: otherwise the keyboard would be dead. Whoever presses it does so alone; one that came with
        // other text was pasted, and ends nothing.
        if case .paste = state, bytes == [0x03] {
            finishPaste(text.count)
            events.append(.input(.key(.control("c"))))
        } else if !isAlt(bytes) {
            for byte in bytes { take(byte, now) }
        }
        defer { events = [] }
        return events
    }

    /// ESC and one more byte alone are a key with Alt, which does nothing here: who presses Alt-q does not mean Esc, and then q. What may
    /// begin a sequence whose rest is still on its way is none.
    private func isAlt(_ bytes: [UInt8]) -> Bool {
        guard case .ground = state, bytes.count == 2, bytes[0] == 0x1B else { return false }
        return ![0x1B, 0x4F, 0x50, 0x58, 0x5B, 0x5D, 0x5E, 0x5F].contains(bytes[1])
    }

    /// Nothing came within the delay of Esc.
    mutating func expire(at now: Int) -> [TerminalEvent] {
        guard awaitsEscape else { return [] }
        state = .ground
        lone = now
        return [.input(.key(.escape))]
    }

    private mutating func giveUp(at now: Int) {
        switch state {
        // A paste has an end; until it comes nothing of it may be taken for keys.
        case .ground, .paste: break
        default: if now - last > Self.patience { state = .ground }
        }
    }

    private mutating func take(_ byte: UInt8, _ now: Int) {
        switch state {
        case .ground: ground(byte, now)
        case .escape: escape(byte, now)
        case .sequence(var sequence):
            switch sequence.take(byte) {
            case .more: state = .sequence(sequence)
            case .end: finish(sequence)
            case .broken: restart(byte, now)
            }
        case .shift3: finishShift3(byte, now)
        case .console:
            state = .ground
            if (0x41...0x45).contains(byte) { key(.function(Int(byte) - 0x40)) }
        case .oldMouse(let report): takeOldMouse(report + [byte])
        case .string(let escaped): takeString(byte, escaped, now)
        case .paste: takePaste(byte)
        }
    }

    private mutating func restart(_ byte: UInt8, _ now: Int) {
        state = .ground
        ground(byte, now)
    }

    private mutating func ground(_ byte: UInt8, _ now: Int) {
        let late = lone.map { now - $0 <= Self.grace } ?? false
        lone = nil
        said = late
        switch byte {
        case 0x1B:
            utf8.reset()
            said = false
            state = .escape
        case 0x5B where late: state = .sequence(ControlSequence())
        case 0x4F where late: state = .shift3
        default:
            if let scalar = utf8.take(byte), let pressed = Self.key(scalar) { events.append(.input(.key(pressed))) }
        }
    }

    private mutating func escape(_ byte: UInt8, _ now: Int) {
        switch byte {
        case 0x5B: state = .sequence(ControlSequence())
        case 0x4F: state = .shift3
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: state = .string(escaped: false)
        default:
            // Esc and then a key.
            events.append(.input(.key(.escape)))
            restart(byte, now)
        }
    }

    private static func key(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        case 0x01...0x1A: .control(String(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 0..<0x20, 0x80..<0xA0: nil
        default: .character(String(scalar))
        }
    }

    private mutating func key(_ key: Key) {
        if !said { events.append(.input(.key(key))) }
    }

    private mutating func finish(_ sequence: ControlSequence) {
        state = .ground
        switch sequence.meaning {
        case .key(let pressed): key(pressed)
        case .event(let event): events.append(event)
        case .paste: state = .paste
        case .console: state = .console
        case .oldMouse: state = .oldMouse([])
        case .nothing: break
        }
    }

    private mutating func finishShift3(_ byte: UInt8, _ now: Int) {
        guard byte >= 0x20 else { return restart(byte, now) }
        // No key is that; what follows the bracket belongs to it, as in every other sequence.
        if byte == 0x5B { return state = .sequence(ControlSequence()) }
        state = .ground
        if let pressed = ControlSequence.shift3(byte) { key(pressed) }
    }

    private mutating func takeOldMouse(_ report: [UInt8]) {
        state = report.count < 3 ? .oldMouse(report) : .ground
        guard report.count == 3 else { return }
        let numbers = report.map { Int($0) - 32 }
        if let mouse = ControlSequence.mouse(button: numbers[0], column: numbers[1], row: numbers[2]) {
            events.append(.input(.mouse(mouse)))
        }
    }

    private mutating func takeString(_ byte: UInt8, _ escaped: Bool, _ now: Int) {
        switch byte {
        case 0x07, 0x18, 0x1A: state = .ground
        case 0x5C where escaped: state = .ground
        case 0x1B: state = .string(escaped: true)
        default:
            guard escaped else { return }
            state = .escape
            take(byte, now)
        }
    }

    private mutating func takePaste(_ byte: UInt8) {
        text.append(byte)
        if byte == 0x7E, text.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
            finishPaste(text.count - Self.pasteEnd.count)
        } else if text.count > Self.pasteLimit + Self.pasteEnd.count {
            // Of what is too long only the newest bytes are kept, to see the end.
            text.remove(at: Self.pasteLimit)
        }
    }

    private mutating func finishPaste(_ count: Int) {
        state = .ground
        events.append(.input(.paste(Self.pasted(text.prefix(count)))))
        text = []
    }

    private static func pasted(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(pasteLimit), as: UTF8.self)
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: result.append("\n")
            case 0x0A: if previous != "\r" { result.append("\n") }
            case 0x09: result.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0xFFFD: break
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }
}

/// What the terminal said: something of the user's, or the answer to a question of ours.
enum TerminalEvent: Equatable {
    case input(Input)
    /// Where the cursor stands (CPR); columns count from 1.
    case cursor(row: Int, column: Int)
    /// The state of a private mode (DECRPM): 1 and 2 are set and reset, 3 and 4 for ever so, 0 is not known.
    case mode(Int, state: Int)
    /// What kind of terminal it is (DA1). Every terminal answers this one, and in order.
    case attributes
}
