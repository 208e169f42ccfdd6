import Cells
import Dashboard
import FoundationEssentials
import Output
import Startup
import Terminal
import Wording

/// Plays a recording in the terminal: its messages at their times, long silences cut short.
public struct ReplaySession: ~Copyable {
    private var loop: EventLoop<Never>
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

    /// Seconds.
    private static let longestFrame: TimeInterval = 0.1

    public static func run(_ recording: Recording, speed: Double, theme: Theme, options: GlobalOptions) throws(Failure) -> Int32 {
        Wakeups.blockSignals()
        let loop: EventLoop<Never>
        do throws(ScreenError) {
            loop = try EventLoop(Screen.Options(color: .auto, ascii: options.ascii))
        } catch {
            throw Failure(error, Invocation.texts(options))
        }
        var session = ReplaySession(recording, speed, theme, loop)
        let code = session.run()
        session.loop.screen.leave()
        return code
    }

    private init(_ recording: Recording, _ speed: Double, _ theme: Theme, _ loop: consuming EventLoop<Never>) {
        self.recording = recording
        self.speed = speed
        self.theme = theme
        self.loop = loop
        state = recording.beginning
    }

    private mutating func run() -> Int32 {
        while true {
            // Keys are heard between two frames, however much there is to be caught up with.
            let frame = Date()
            while let wait = untilNext, wait <= 0, Date().timeIntervalSince(frame) < Self.longestFrame { step() }
            draw()
            for event in loop.wait(milliseconds: untilNext.map { max(0, $0) }) {
                switch event {
                case .ended(let status): return status
                case .input(.key(.character("q"))), .input(.key(.escape)): return ExitCode.done.rawValue
                case .input(.key(.control("c"))): return ExitCode.interrupted.rawValue
                case .input(.key(.control("z"))): loop.suspend()
                case .input(.key(.control("l"))): loop.screen.redraw()
                case .input(.key(.character(" "))):
                    isHalted.toggle()
                    since = Date()
                case .input(.key(.character("n"))), .input(.key(.right)): if next < recording.moments.count { step() }
                case .input: break
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
        let row = max(0, min(frame.size.rows, loop.screen.size.rows) - 1)
        frame.fill(at: Point(column: 0, row: row), count: frame.size.columns, Style(.selection))
        frame.put(
            " \(word) \(next)/\(recording.moments.count)   \(texts.keys)", at: Point(column: 0, row: row), Style(.selection))
        frame.cursor = nil
        loop.paint(frame, theme: theme)
    }
}

extension Failure {
    /// Why there is no screen.
    init(_ error: ScreenError, _ texts: Texts) {
        if case .system = error { self.init(.unreachable, "\(error)") } else { self.init(.usage, texts.commandLine.dumbTerminal) }
    }
}
