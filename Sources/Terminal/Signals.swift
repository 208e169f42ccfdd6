import CTerminalGuard
import Glibc

/// The signals that end a program without a screen; ^Z suspends it as any other.
public enum Signals {
    private static var ends: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&set, signal) }
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
