import CTerminalGuard
import Cells
import Glibc
import System

/// A talk with the terminal somebody sits at, without a screen: it is asked what it can do, and listened to key by key.
///
/// While it lasts keys come raw and unseen, and signals are held back and end it with an `Interruption`. Once it is left, or the
/// process has died of whatever but SIGKILL, the terminal is as it was, and no late answer is left for the shell to read.
public struct RawTerminal: ~Copyable {
    /// A signal that ends the program, or ^C.
    public struct Interruption: Error, Hashable, Sendable {
        public var signal: Int32
    }

    private let terminal: Int32
    private let before: termios
    /// The signals that were held back before.
    private let mask: sigset_t
    private let wakeups: Wakeups
    let escapeDelay: Int
    var decoder = InputDecoder()
    /// Bytes that have come and not been looked at.
    var unread: [UInt8] = []
    var interview: Interview?
    private var pending: PendingInput
    private var active = true

    /// Milliseconds in which the terminal has to answer.
    private static let patience = 150
    /// Milliseconds that leaving waits for an answer that is late.
    private static let answerPatience = 250

    /// nil where neither stdin nor stdout is a terminal, or it belongs to another job now. To be had before any thread is started.
    public init?(environment: [String: String]) {
        guard isatty(STDIN_FILENO) == 1 || isatty(STDOUT_FILENO) == 1 else { return nil }
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        var found = termios(), mask = sigset_t()
        guard tcgetpgrp(terminal) == getpgrp(), tcgetattr(terminal, &found) == 0 else {
            close(terminal)
            return nil
        }
        pthread_sigmask(SIG_SETMASK, nil, &mask)
        Wakeups.blockSignals()
        do throws(ScreenError) {
            wakeups = try Wakeups(mailbox: -1, input: terminal)
        } catch {
            pthread_sigmask(SIG_SETMASK, &mask, nil)
            close(terminal)
            return nil
        }
        self.terminal = terminal
        self.mask = mask
        before = found
        escapeDelay = Screen.escapeDelay(overNetwork: environment["SSH_CONNECTION"] != nil)
        pending = PendingInput(escapeDelay: escapeDelay)
        eztop_guard_arm(terminal, &found, [], 0)
        makeRaw()
    }

    deinit {
        if active { Self.giveBack(terminal, pending, mask) }
        close(terminal)
    }

    /// Columns and rows; nil where it does not say.
    public var size: Size? {
        WindowSize(of: terminal).map { Size(columns: $0.columns, rows: $0.rows) }
    }

    /// Every key comes at once and as a key; lines still end as they did, so that others may print meanwhile.
    private func makeRaw() {
        var raw = before
        cfmakeraw(&raw)
        raw.c_oflag = before.c_oflag
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 0
            characters[Int(VTIME)] = 0
        }
        tcsetattr(terminal, TCSANOW, &raw)
    }

    /// Writes to the terminal, wherever stdout leads.
    public func say(_ text: String) { send(Array(text.utf8)) }

    private func send(_ bytes: [UInt8]) {
        _ = Descriptor.write(bytes, to: terminal)
    }

    /// Asks how many columns the samples take, and what else a screen wants to know. Keys that are pressed meanwhile are lost.
    public mutating func ask(widthsOf samples: [String]) throws(Interruption) -> TerminalAnswers {
        let start = MonotonicClock.milliseconds
        var interview = Interview(samples, at: start)
        send(interview.questions)
        while !interview.isOver, try listen(start + Self.patience - MonotonicClock.milliseconds) { try take(into: &interview) }
        self.interview = interview
        return interview.answers
    }

    /// Up to the last answer; what was typed behind it stays.
    private mutating func take(into interview: inout Interview) throws(Interruption) {
        let now = MonotonicClock.milliseconds
        while !interview.isOver, !unread.isEmpty {
            for event in decoder.decode([unread.removeFirst()], at: now) {
                if event == .input(.key(.control("c"))) { throw Interruption(signal: SIGINT) }
                interview.take(event, at: now)
            }
        }
    }

    /// Waits for input, at most so many milliseconds. Returns whether there is some.
    mutating func listen(_ milliseconds: Int) throws(Interruption) -> Bool {
        let end = MonotonicClock.milliseconds + milliseconds
        while unread.isEmpty {
            let left = end - MonotonicClock.milliseconds
            guard left > 0 else { return false }
            let wake = wakeups.wait(milliseconds: left)
            for signal in wake.signals {
                switch signal {
                // Somebody stopped it and brought it back; the shell has set the line to its own liking meanwhile.
                case SIGCONT: makeRaw()
                case SIGWINCH, SIGTSTP: break
                default: throw Interruption(signal: signal)
                }
            }
            if wake.hangup { throw Interruption(signal: SIGHUP) }
            if wake.input {
                unread = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                    count = max(0, read(terminal, buffer.baseAddress, buffer.count))
                }
                pending.took(unread.count)
            }
        }
        return true
    }

    /// Gives the terminal back. What the terminal still owes is waited for a moment, and dropped.
    public mutating func leave() throws(Interruption) {
        guard active else { return }
        defer {
            Self.giveBack(terminal, pending, mask)
            active = false
        }
        guard var interview, !interview.isOver else { return }
        let end = MonotonicClock.milliseconds + Self.answerPatience
        while !interview.isOver, try listen(end - MonotonicClock.milliseconds) { try take(into: &interview) }
    }

    private static func giveBack(_ terminal: Int32, _ pending: PendingInput, _ mask: sigset_t) {
        pending.discard(terminal)
        eztop_guard_restore()
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
