import Cells
import Glibc

/// The main loop's part that is the same around every screen: waits for input, signals, mail and a deadline, stops and goes on as a
/// job, and hands over what the program has to answer, in order.
///
/// It is where the screen is, and so on the one thread that owns the terminal.
public struct EventLoop<Mail: Sendable>: ~Copyable {
    public enum Event {
        /// What the user did; a terminal that came back from a stop says its size, since it may be another one.
        case input(Input)
        /// What another thread put into the mailbox.
        case mail(Mail)
        /// A signal, or the end of the terminal: leave with this exit status.
        case ended(status: Int32)
    }

    public var screen: Screen
    public let mailbox: Mailbox<Mail>
    private let wakeups: Wakeups
    private var counts = LoopCounts()
    /// What is done before the job stops, and once it goes on.
    public var stops: @Sendable () -> Void = {}
    public var goesOn: @Sendable () -> Void = {}

    /// Takes over the terminal of stdin and stdout. `Wakeups.blockSignals` comes before it, and before the first thread.
    public init(_ options: Screen.Options = Screen.Options()) throws(ScreenError) {
        let mailbox = Mailbox<Mail>()
        let wakeups = try Wakeups(mailbox: mailbox.descriptor)
        let screen = try Screen(options)
        self.mailbox = mailbox
        self.wakeups = wakeups
        self.screen = screen
    }

    /// Waits until something comes, at most `milliseconds` (nil: for ever).
    public mutating func wait(milliseconds: Int? = nil) -> [Event] {
        let wake = wakeups.wait(milliseconds: milliseconds)
        if wake.hangup { return [.ended(status: 128 + SIGHUP)] }
        counts.signals += wake.signals.count
        var events: [Event] = []
        for signal in wake.signals {
            switch signal {
            case SIGWINCH: events.append(.input(.resize(screen.resize())))
            case SIGTSTP:
                suspend()
                events.append(.input(.resize(screen.size)))
            case SIGCONT:
                screen.resume()
                events.append(.input(.resize(screen.size)))
            default: return events + [.ended(status: 128 + signal)]
            }
        }
        if wake.input {
            let inputs = screen.readInput()
            counts.inputs += inputs.count
            events += inputs.map(Event.input)
        }
        if wake.mailbox {
            let mail = mailbox.drain()
            counts.mail += mail.count
            events += mail.map(Event.mail)
        }
        return events
    }

    /// Stops the job as ^Z does, and goes on when it is told to.
    public mutating func suspend() {
        stops()
        screen.suspend()
        goesOn()
    }

    public mutating func paint(_ frame: Frame, theme: Theme) {
        counts.paints += 1
        screen.paint(frame, theme: theme)
    }

    public mutating func takeCounts() -> LoopCounts {
        defer { counts = LoopCounts() }
        return counts
    }
}

/// How much has come to a main loop since its counts were last taken.
public struct LoopCounts: Sendable {
    public var inputs = 0
    public var mail = 0
    public var signals = 0
    public var paints = 0
}
