import CTerminalGuard
import Glibc
import System

/// What wakes the main loop: input, signals, messages from other threads, a deadline.
public struct Wakeups: ~Copyable {
    private let input: Int32
    private let mailbox: Int32
    private let signals: Int32

    private static var awaited: sigset_t {
        var set = Signals.heeded([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP])
        // These end nothing, and the screen needs them.
        for signal in [SIGWINCH, SIGCONT] { sigaddset(&set, signal) }
        return set
    }

    /// Holds SIGINT, TERM, HUP, QUIT and TSTP, where they are not ignored, and WINCH and CONT back from every thread, and ignores SIGPIPE. To be called first
    /// thing in `main`: threads take over the mask of the one that starts them.
    public static func blockSignals() {
        var set = awaited
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// - Parameter mailbox: `Mailbox.descriptor`.
    public init(mailbox: Int32, input: Int32 = STDIN_FILENO) throws(ScreenError) {
        var set = Self.awaited
        signals = eztop_signalfd(&set)
        self.mailbox = mailbox
        self.input = input
        if signals < 0 { throw .system(errno) }
    }

    deinit {
        close(signals)
    }

    /// Waits until something comes, at most `milliseconds` (nil: for ever).
    public func wait(milliseconds: Int?) -> Wake {
        let end = milliseconds.map { MonotonicClock.milliseconds + max(0, $0) }
        var watched = [input, mailbox, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            let left = end.map { Int32(clamping: max(0, $0 - MonotonicClock.milliseconds)) } ?? -1
            let ready = poll(&watched, nfds_t(watched.count), left)
            if ready < 0, errno == EINTR { continue }
            return ready > 0 ? wake(watched.map { Int32($0.revents) }) : Wake()
        }
    }

    private func wake(_ events: [Int32]) -> Wake {
        var wake = Wake()
        wake.input = events[0] & POLLIN != 0
        wake.hangup = events[0] & (POLLHUP | POLLERR | POLLNVAL) != 0
        wake.mailbox = events[1] & POLLIN != 0
        if events[2] & POLLIN != 0 {
            while case let signal = eztop_next_signal(signals), signal != 0 { wake.signals.append(signal) }
        }
        return wake
    }
}

/// Why the main loop woke.
public struct Wake: Equatable, Sendable {
    /// The terminal has input: `Screen.readInput()`.
    public var input = false
    /// There are messages: `Mailbox.drain()`.
    public var mailbox = false
    /// Signals that came, each once.
    public var signals: [Int32] = []
    /// The terminal is gone for good: end with 129.
    public var hangup = false
    /// Nothing of all this within the time given.
    public var timeout: Bool { !input && !mailbox && !hangup && signals.isEmpty }
}
