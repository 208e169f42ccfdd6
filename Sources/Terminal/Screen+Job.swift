import CTerminalGuard
import Cells
import Glibc

extension Screen {
    /// Ctrl-Z, and SIGTSTP: gives the terminal back, stops the job, and takes the terminal again once it goes on.
    /// Where there is no shell to bring it back (the group is orphaned) the kernel does not stop it, and it goes on at once.
    public mutating func suspend() {
        guard active else { return }
        leaving = curses.leave()
        arm()
        discardInput()
        eztop_guard_restore()
        Self.stop()
        resume()
    }

    /// Gives the terminal back while somebody else asks or draws on it, and takes it again.
    public mutating func yield<Value, Fault: Error>(to other: () throws(Fault) -> Value) throws(Fault) -> Value {
        guard active else { return try other() }
        leaving = curses.leave()
        arm()
        discardInput()
        eztop_guard_restore()
        // The terminal is whole: whoever ends or stops the program may do so at once. ^C and ^\ are for the other one.
        var signals = sigset_t(), mask = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGHUP, SIGTSTP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_UNBLOCK, &signals, &mask)
        defer {
            pthread_sigmask(SIG_SETMASK, &mask, nil)
            Self.discardKeys()
            resume()
        }
        return try other()
    }

    /// What the keys ^C and ^\ sent to the whole job while the other one had the terminal ends nothing here.
    private static func discardKeys() {
        var keys = sigset_t(), atOnce = timespec()
        sigemptyset(&keys)
        sigaddset(&keys, SIGINT)
        sigaddset(&keys, SIGQUIT)
        while sigtimedwait(&keys, nil, &atOnce) > 0 {}
    }

    /// Takes the terminal again after a stop that nobody announced (`kill -STOP`, then `fg`): on SIGCONT. The next paint draws
    /// everything anew. A job that goes on in the background stops here again, so that it does not draw over the shell.
    public mutating func resume() {
        guard active else { return }
        // The kernel stops whoever sets a terminal from the background (SIGTTOU).
        device.makeRaw()
        let bytes = curses.leave()
        let (columns, rows) = device.size
        size = Size(columns: columns, rows: rows)
        curses.resize(size)
        start(entering: curses.enter(), leaving: bytes)
    }

    /// Stops the whole job, as ^Z would.
    private static func stop() {
        var stop = sigset_t(), mask = sigset_t(), goOn = sigset_t()
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        sigemptyset(&goOn)
        sigaddset(&goOn, SIGCONT)
        kill(0, SIGTSTP)
        // It waits, blocked; here it strikes, and here the job goes on.
        pthread_sigmask(SIG_UNBLOCK, &stop, &mask)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        // The main loop need not hear of it.
        var atOnce = timespec()
        sigtimedwait(&goOn, nil, &atOnce)
    }
}
