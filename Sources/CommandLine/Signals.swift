import CTerminalGuard
import Glibc

/// Waits for a signal that ends the program. `Wakeups.blockSignals` has to come before the first thread.
enum Signals {
    static func awaitEnd() -> Int32 {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&set, signal) }
        while true {
            let signal = sigwaitinfo(&set, nil)
            if signal > 0 { return signal }
        }
    }
}
