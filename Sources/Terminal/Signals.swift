import CTerminalGuard
import Glibc

/// The signals that end a program without a screen; ^Z suspends it as any other.
public enum Signals {
    private static var ends: sigset_t { heeded([SIGHUP, SIGINT, SIGTERM, SIGQUIT]) }

    /// Those that whoever started the program did not have it ignore, as nohup does, and a shell's script with what it starts by `&`:
    /// held back they would be delivered all the same.
    static func heeded(_ signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals where eztop_ignores(signal) == 0 { sigaddset(&set, signal) }
        return set
    }

    /// Holds them back from every thread. To be called before the first thread: threads take over the mask of the one that starts
    /// them.
    public static func block() {
        var set = ends
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Holds SIGHUP back, or no more: `eztop serve` is to read its configuration again by it, from its first moment on.
    public static func holdHangup(_ holds: Bool) {
        var set = heeded([SIGHUP])
        pthread_sigmask(holds ? SIG_BLOCK : SIG_UNBLOCK, &set, nil)
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
