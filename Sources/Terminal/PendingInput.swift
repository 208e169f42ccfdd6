import Glibc
import System

/// What has been typed, or pasted, and nobody has read.
enum PendingInput {
    /// Milliseconds that a paste is waited for at most.
    private static let patience = 2_000

    /// Throws it away, with what of a paste is still coming: the shell, or whoever reads next, would run it. The kernel holds some kB of
    /// it; the other end of the terminal sends more as soon as there is room.
    ///
    /// - Parameters:
    ///   - isPasting: that more comes is known, and so waited for; else nothing is waited for where nothing is there.
    ///   - pause: milliseconds without a byte after which a paste is over: over a network a piece of it takes a round trip.
    static func discard(_ terminal: Int32, isPasting: Bool = false, pause: Int = 100) {
        // From the background the input is another job's, and the kernel would stop whoever takes it.
        guard tcgetpgrp(terminal) == getpgrp() else { return }
        let end = MonotonicClock.milliseconds + patience
        var wait = isPasting ? pause : 0
        while MonotonicClock.milliseconds < end, isThere(terminal, within: wait) {
            tcflush(terminal, TCIFLUSH)
            wait = pause
        }
    }

    /// A terminal that is gone has nothing, though poll finds it readable.
    private static func isThere(_ terminal: Int32, within milliseconds: Int) -> Bool {
        var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, Int32(clamping: milliseconds)) > 0 && Int32(watched.revents) == POLLIN
    }
}
