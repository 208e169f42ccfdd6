import CTerminalGuard
import Glibc
import System

/// The terminal as a device: the settings of its line, its size, and writing to it without ever hanging.
struct TerminalDevice: ~Copyable {
    /// The line's settings as they were found.
    let before: termios
    /// stdout as it was found, where another description stands in for it.
    private var stdout: Int32
    /// Bytes were lost: what the screen shows is not known.
    private(set) var lost = false

    init() throws(ScreenError) {
        guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0 else { throw .notATerminal }
        var found = termios()
        guard tcgetattr(STDIN_FILENO, &found) == 0 else { throw .notATerminal }
        before = found
        // An own description of the terminal can be non-blocking without making the shell's so.
        guard tcgetsid(STDOUT_FILENO) == getsid(0) else {
            stdout = -1
            return
        }
        let own = open("/dev/tty", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        stdout = own >= 0 ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3) : -1
        if stdout >= 0 { dup2(own, STDOUT_FILENO) }
        if own >= 0 { close(own) }
    }

    deinit {
        Self.giveBack(stdout)
    }

    /// Makes stdout what it was.
    mutating func giveBack() {
        Self.giveBack(stdout)
        stdout = -1
    }

    private static func giveBack(_ stdout: Int32) {
        guard stdout >= 0 else { return }
        dup2(stdout, STDOUT_FILENO)
        close(stdout)
    }

    var size: (columns: Int, rows: Int) {
        WindowSize(of: STDOUT_FILENO).map { ($0.columns, $0.rows) } ?? (80, 24)
    }

    /// Every key comes at once and as a key, ^C and ^Z too; reading finds what is there and never waits.
    func makeRaw() {
        var raw = before
        cfmakeraw(&raw)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 0
            characters[Int(VTIME)] = 0
        }
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    }

    /// Writes all of it, in one write(2) wherever the terminal takes that much. Waits for a slow one, but not through a signal
    /// that ends the process, and gives up when the terminal is gone.
    mutating func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written > 0 {
                start += written
            } else if written < 0, errno == EINTR || (errno == EAGAIN && becomesWritable()) {
                continue
            } else {
                lost = true
                return
            }
        }
    }

    /// What was lost is drawn anew.
    mutating func takeLost() -> Bool {
        defer { lost = false }
        return lost
    }

    private func becomesWritable() -> Bool {
        var ending = sigset_t()
        sigemptyset(&ending)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&ending, signal) }
        // Only looked at, never read: the main loop takes the signal.
        let signals = eztop_signalfd(&ending)
        defer { close(signals) }
        var watched = [
            pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&watched, 2, -1) < 0 { guard errno == EINTR else { return false } }
        return watched[1].revents == 0 && Int32(watched[0].revents) & (POLLHUP | POLLERR | POLLNVAL) == 0
    }

    /// Whether input comes within `milliseconds`. None comes from a terminal that is gone, though poll finds it readable.
    func hasInput(within milliseconds: Int) -> Bool {
        var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, Int32(clamping: milliseconds)) > 0 && Int32(watched.revents) == POLLIN
    }

    /// What is there now, at most `limit` bytes.
    func read(_ limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, Glibc.read(STDIN_FILENO, buffer.baseAddress, limit))
        }
    }
}
