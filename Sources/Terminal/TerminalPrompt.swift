import CTerminalGuard
import Cells
import Glibc
import Synchronization
import System

/// Asks on the terminal somebody sits at, whatever standard input and output are. However a question ends, by a signal too, the
/// terminal is left as it was.
public struct TerminalPrompt: ~Copyable {
    private let terminal: Int32
    private let pending = Mutex(
        PendingInput(escapeDelay: Screen.escapeDelay(overNetwork: getenv("SSH_CONNECTION") != nil)))
    private static let longest = 4096

    /// nil where there is no terminal to ask on.
    public init?() {
        terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        if terminal < 0 { return nil }
    }

    deinit {
        // More lines than were asked for.
        pending.withLock { $0.discard(terminal) }
        close(terminal)
    }

    /// A secret, where there is a terminal to ask on.
    public static func secret(_ prompt: String) -> String? {
        guard let terminal = TerminalPrompt() else { return nil }
        return terminal.askSecret(prompt)
    }

    public func say(_ text: String) { put(Self.admitted(text) + "\n") }

    /// The beginning of a line whose end is said later.
    public func begin(_ text: String) { put(Self.admitted(text)) }

    /// What is typed, without the blanks around it; nil at ^D.
    public func ask(_ prompt: String) -> String? {
        begin(prompt)
        var line: [UInt8] = []
        while line.count < Self.longest {
            guard let byte = next() else {
                guard !line.isEmpty else {
                    put("\n")
                    return nil
                }
                break
            }
            if byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        return Self.text(String(decoding: line, as: UTF8.self))
    }

    /// The same for what nobody may read over a shoulder: stars stand for it. nil at ^D and where nothing can be hidden.
    public func askSecret(_ prompt: String) -> String? {
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        eztop_guard_arm(terminal, &before, [], 0)
        eztop_guard_signals(1)
        defer {
            eztop_guard_restore()
            eztop_guard_signals(0)
            put("\n")
        }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN)
        hidden.c_iflag &= ~tcflag_t(IXON)
        hidden.c_iflag |= tcflag_t(ICRNL)
        // ^Z would hand the terminal to the shell, whose own settings show what is typed after it.
        hidden.c_cc.10 = 0
        tcsetattr(terminal, TCSAFLUSH, &hidden)
        begin(prompt)
        var typed: [String] = [], decoder = InputDecoder()
        while typed.count < Self.longest, let byte = next() {
            for case .input(.key(let key)) in decoder.decode([byte], at: MonotonicClock.milliseconds) {
                switch key {
                case .enter: return Self.text(typed.joined())
                case .control("d"): if typed.isEmpty { return nil }
                case .backspace:
                    if typed.popLast() != nil { put("\u{8} \u{8}") }
                case .control("u"):
                    put(String(repeating: "\u{8} \u{8}", count: typed.count))
                    typed = []
                case .character(let character):
                    typed.append(character)
                    put("*")
                default: continue
                }
            }
        }
        return nil
    }

    /// The next byte that is typed; nil at the end of what there is.
    private func next() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            pending.withLock { $0.took(count) }
            return count == 1 ? byte : nil
        }
    }

    private func put(_ text: String) {
        _ = Descriptor.write(text.utf8, to: terminal)
    }

    /// What is said may quote a cloud or a file: line by line, nothing of that acts on the terminal.
    private static func admitted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Glyphs.admitted(String($0)) }.joined(separator: "\n")
    }

    private static func text(_ line: String) -> String {
        // A blank may be a full-width one.
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let text = line.halfWidth.drop(while: isBlank)
        return String(text.reversed().drop(while: isBlank).reversed())
    }
}
