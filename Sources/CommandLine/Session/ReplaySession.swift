import Cells
import Dashboard
import FoundationEssentials
import Glibc
import Terminal
import Wording

/// Plays a recording in the terminal: its messages at their times, long silences cut short.
struct ReplaySession: ~Copyable {
    private var screen: Screen
    private let wakeups: Wakeups
    private let mailbox: Mailbox<Never>
    private let recording: Recording
    private let speed: Double
    private let theme: Theme
    private var state: State
    /// The message that comes next.
    private var next = 0
    private var isHalted = false
    /// When, on this machine's clock, the message before the next one came.
    private var since = Date()

    /// Nobody waits longer than this for something to happen, in seconds of the recording.
    private static let longestSilence: TimeInterval = 2

    static func run(_ recording: Recording, speed: Double, theme: Theme, options: GlobalOptions) throws(Failure) -> Int32 {
        Wakeups.blockSignals()
        let mailbox = Mailbox<Never>()
        let wakeups: Wakeups
        do throws(ScreenError) {
            wakeups = try Wakeups(mailbox: mailbox.descriptor)
        } catch {
            throw Failure(.unreachable, "\(error)")
        }
        let screen: Screen
        do throws(ScreenError) {
            screen = try Screen(Screen.Options(color: .auto, ascii: options.ascii))
        } catch {
            throw Failure(.usage, Invocation.texts(options).commandLine.dumbTerminal)
        }
        var session = ReplaySession(recording, speed, theme, screen, wakeups, mailbox)
        let code = session.loop()
        session.screen.leave()
        return code
    }

    private init(
        _ recording: Recording, _ speed: Double, _ theme: Theme, _ screen: consuming Screen, _ wakeups: consuming Wakeups,
        _ mailbox: Mailbox<Never>
    ) {
        self.recording = recording
        self.speed = speed
        self.theme = theme
        self.screen = screen
        self.wakeups = wakeups
        self.mailbox = mailbox
        state = recording.beginning
    }

    private mutating func loop() -> Int32 {
        while true {
            while let wait = untilNext, wait <= 0 { step() }
            draw()
            let wake = wakeups.wait(milliseconds: untilNext)
            if wake.hangup { return ExitCode.hungUp.rawValue }
            for signal in wake.signals {
                switch signal {
                case SIGTERM: return ExitCode.terminated.rawValue
                case SIGHUP: return ExitCode.hungUp.rawValue
                case SIGINT: return ExitCode.interrupted.rawValue
                case SIGTSTP: screen.suspend()
                case SIGCONT: screen.resume()
                case SIGWINCH: _ = screen.resize()
                default: break
                }
            }
            guard wake.input else { continue }
            for input in screen.readInput() {
                switch input {
                case .key(.character("q")), .key(.escape): return ExitCode.done.rawValue
                case .key(.control("c")): return ExitCode.interrupted.rawValue
                case .key(.control("z")): screen.suspend()
                case .key(.control("l")): screen.redraw()
                case .key(.character(" ")):
                    isHalted.toggle()
                    since = Date()
                case .key(.character("n")), .key(.right): if next < recording.moments.count { step() }
                default: break
                }
            }
        }
    }

    private mutating func step() {
        let moment = recording.moments[next]
        _ = state.update(moment.message, at: moment.at)
        next += 1
        since = Date()
    }

    /// Milliseconds until the next message; nil where none comes by itself.
    private var untilNext: Int? {
        guard !isHalted, next < recording.moments.count else { return nil }
        let before = next == 0 ? state.now : recording.moments[next - 1].at
        let silence = min(Self.longestSilence, max(0, recording.moments[next].at.timeIntervalSince(before))) / speed
        return Int(((silence - Date().timeIntervalSince(since)) * 1000).rounded(.up))
    }

    /// The screen as it was, with a word in its last row that it is not live.
    private mutating func draw() {
        var frame = state.view()
        frame.mouse = false
        let texts = state.texts.replay
        let word = next == recording.moments.count ? texts.over : isHalted ? texts.halted : texts.running
        let row = max(0, min(frame.size.rows, screen.size.rows) - 1)
        frame.fill(at: Point(column: 0, row: row), count: frame.size.columns, Style(.selection))
        frame.put(
            " \(word) \(next)/\(recording.moments.count)   \(texts.keys)", at: Point(column: 0, row: row), Style(.selection))
        frame.cursor = nil
        screen.paint(frame, theme: theme)
    }
}
