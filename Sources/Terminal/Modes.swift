import Cells

/// What of a terminal is switched on and off besides its screen, as byte sequences. A plain terminal, such as the Linux console
/// or a VT100, knows none of it and is sent none.
struct Modes {
    /// It may speak another language than xterm's.
    let isPlain: Bool
    /// Entering and leaving the screen saves and restores the title already.
    private let keepsTitle: Bool
    private var mouse = false
    private var title: String?
    private var titleSaved = false

    private static let plainTerminals = ["linux", "vt", "ansi", "pcansi", "cons", "sun", "mach", "hurd", "wsvt", "cygwin"]

    init(term: String, entering: [UInt8]) {
        isPlain = Self.isPlain(term)
        keepsTitle = String(decoding: entering, as: UTF8.self).contains("\u{1b}[22;0;0t")
    }

    static func isPlain(_ term: String) -> Bool { plainTerminals.contains { term.hasPrefix($0) } }

    /// Bracketed paste and reports of focus, which are always on. The rest follows the frame.
    mutating func on() -> [UInt8] {
        mouse = false
        title = nil
        titleSaved = false
        return isPlain ? [] : Array("\u{1b}[?2004h\u{1b}[?1004h".utf8)
    }

    /// Everything off that may ever have been on, but the title's place on the stack.
    var off: [UInt8] {
        if isPlain { return [] }
        return Array(
            "\u{1b}[?2026l\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l\u{1b}[?2004l\u{1b}[?1004l".utf8)
            + (titleSaved ? Array("\u{1b}[23;2t".utf8) : [])
    }

    /// From the modes as they are to those of the frame. `saved`: the title was put on the stack, so that `off` has grown.
    mutating func follow(_ frame: Frame) -> (bytes: [UInt8], saved: Bool) {
        if isPlain { return ([], false) }
        var bytes = ""
        var saves = false
        if frame.mouse != mouse {
            mouse = frame.mouse
            bytes += mouse ? "\u{1b}[?1000h\u{1b}[?1006h" : "\u{1b}[?1006l\u{1b}[?1000l"
        }
        if let wanted = frame.title, wanted != title {
            title = wanted
            saves = !keepsTitle && !titleSaved
            if saves { bytes += "\u{1b}[22;2t" }
            titleSaved = titleSaved || saves
            bytes += "\u{1b}]2;\(Glyphs.cut(wanted, to: 200))\u{7}"
        }
        return (Array(bytes.utf8), saves)
    }
}
