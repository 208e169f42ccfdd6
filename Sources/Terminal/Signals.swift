import CTerminalGuard
import Glibc

/// The signals that end a program without a screen; ^Z suspends it as any other.
public enum Signals {
    private static var ends: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        // Held back it would be delivered, though nohup had it ignored.
        let hangup = eztop_ignores(SIGHUP) == 0 ? [SIGHUP] : []
        for signal in [SIGINT, SIGTERM, SIGQUIT] + hangup { sigaddset(&set, signal) }
        return set
    }

    /// Holds them back from every thread. To be called before the first thread: threads take over the mask of the one that starts
    /// them.
    public static func block() {
        var set = ends
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of them; `block` comes before it.
    public static func awaitEnd() -> Int32 {
        var set = ends
        while true {
            let signal = sigwaitinfo(&set, nil)
            if signal > 0 { return signal }
        }
    }
}
