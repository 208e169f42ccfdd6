import Glibc
import System

/// What has been typed, or pasted, and nobody has read: one rule for all that read the terminal.
struct PendingInput {
    /// Milliseconds that a paste is waited for at most.
    private static let patience = 2_000
    /// Bytes of the longest key: more in one piece was pasted, or typed ahead.
    private static let longestKey = 16
    /// Milliseconds between two bytes of one piece, where they are read one by one.
    private static let ofOnePiece = 20
    /// Milliseconds: what ends the program may be a byte of the paste's next piece, read alone.
    private static let afterBurst = 2_000

    /// Milliseconds without a byte after which a paste is over: over a network a piece of it takes a round trip.
    private let pause: Int
    private var piece = 0
    private var lastRead: Int?
    private var lastBurst: Int?

    /// - Parameter escapeDelay: milliseconds in which both parts of a sequence arrive.
    init(escapeDelay: Int) { pause = max(100, 4 * escapeDelay) }

    /// So many bytes were read.
    mutating func took(_ count: Int, at now: Int = MonotonicClock.milliseconds) {
        guard count > 0 else { return }
        piece = lastRead.map { now - $0 <= Self.ofOnePiece } == true ? piece + count : count
        lastRead = now
        if piece > Self.longestKey { lastBurst = now }
    }

    /// Whether more of a paste may be on its way, though nothing is there.
    func isPasting(at now: Int) -> Bool { lastBurst.map { now - $0 < Self.afterBurst } ?? false }

    /// Throws it away, with what of a paste is still coming: the shell, or whoever reads next, would run it. The kernel holds some kB of
    /// it; the other end of the terminal sends more as soon as there is room. Where nothing was pasted and nothing is there, nothing is
    /// waited for.
    func discard(_ terminal: Int32) {
        // From the background the input is another job's, and the kernel would stop whoever takes it.
        guard tcgetpgrp(terminal) == getpgrp() else { return }
        let start = MonotonicClock.milliseconds
        var wait = isPasting(at: start) ? pause : 0
        while MonotonicClock.milliseconds < start + Self.patience, Self.isThere(terminal, within: wait) {
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
