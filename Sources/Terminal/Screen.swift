import CTerminalGuard
import Cells
import Glibc
import System

/// The screen, owned by the one thread that made it. While it lives the terminal shows frames and hands out input;
/// once it is left, or the process has died of whatever but SIGKILL, the terminal is as it was.
///
/// A value that can be neither copied nor sent, so that ncurses, which knows no threads, stays on one.
public struct Screen: ~Copyable {
    /// What the terminal can do. Answers that come in while it runs change it; `readInput` then says `probed`.
    public internal(set) var capabilities: Capabilities
    /// As the terminal last said.
    public internal(set) var size: Size

    var device: TerminalDevice
    let curses: Curses
    var modes: Modes
    var palette: ColourPalette
    var decoder = InputDecoder()
    var pending: PendingInput
    var probe = Probe()
    let escapeDelay: Int
    /// The bytes that leave the screen, as the guard knows them.
    var leaving: [UInt8] = []
    /// The terminal is in use; false once it was left.
    var active = false
    var theme: Theme?
    /// What the terminal shows; nil where that is not known.
    var painted: Frame?
    private var errors: ErrorLog?

    /// Milliseconds that leaving waits for an answer at most.
    private static let answerPatience = 250

    /// Takes over the terminal of stdin and stdout. `Wakeups.blockSignals` comes before it.
    public init(_ options: Options = Options()) throws(ScreenError) {
        let device = try TerminalDevice()
        let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
        guard let term = environment("TERM"), !term.isEmpty, term != "dumb" else { throw .dumb }
        let utf8 = Locale.useUTF8()
        let (own, substitutes) = Self.descriptions(of: term, options.color)
        let curses = try Curses(candidates: own + substitutes)
        self.device = device
        self.curses = curses
        palette = ColourPalette(options.color, environment: environment)
        capabilities = Capabilities(
            colours: self.palette.colours, wideAmbiguous: .unanswered, synchronizedOutput: false, utf8Locale: utf8,
            fellBackTo: own.contains(self.curses.term) ? nil : self.curses.term)
        escapeDelay = options.escapeDelay ?? Self.escapeDelay(overNetwork: environment("SSH_CONNECTION") != nil)
        pending = PendingInput(escapeDelay: escapeDelay)
        errors = ErrorLog(path: options.errorLog)

        let (columns, rows) = self.device.size
        size = Size(columns: columns, rows: rows)
        self.curses.resize(size)
        let way = self.curses.cycle()
        modes = Modes(term: self.curses.term, entering: way.entering)
        let asksWidth = !options.ascii && size.columns > Probe.columns
        let questions = modes.isPlain ? [] : probe.questions(width: asksWidth, at: MonotonicClock.milliseconds)
        start(entering: way.entering, leaving: way.leaving, questions: questions)
    }

    /// The names under which a terminal's description is looked for, and those that stand in for it; the first that is installed
    /// is used.
    static func descriptions(of term: String, _ color: ColorChoice) -> (own: [String], substitutes: [String]) {
        let extended = color == .extended && !term.hasSuffix("-256color") ? [term + "-256color"] : []
        return (extended + [term], ["xterm-256color", "vt100"])
    }

    /// Milliseconds after which a lone ESC is the key Esc; over ssh a sequence may come in two parts.
    static func escapeDelay(overNetwork: Bool) -> Int { overNetwork ? 150 : 25 }

    deinit {
        if active { eztop_guard_restore() }
    }

    /// Switches everything on; the guard stands ready before the first byte goes out.
    mutating func start(entering: [UInt8], leaving bytes: [UInt8], questions: [UInt8] = []) {
        let on = modes.on()
        leaving = bytes
        arm()
        active = true
        painted = nil
        device.makeRaw()
        device.send(entering + on + questions)
    }

    /// Tells the guard how to leave.
    func arm() {
        var before = device.before
        let off = modes.off + leaving
        eztop_guard_arm(STDOUT_FILENO, &before, off, off.count)
    }

    /// Gives the terminal back as it was found; nothing is painted or read afterwards. When the value just goes the terminal is
    /// given back too, but answers that are still on their way are not waited for.
    public mutating func leave() {
        guard active else { return }
        awaitAnswers()
        leaving = curses.leave()
        arm()
        discardInput()
        eztop_guard_restore()
        device.giveBack()
        errors = nil
        active = false
    }

    /// An answer that comes when the program is gone would be typed into the shell.
    private mutating func awaitAnswers() {
        let end = MonotonicClock.milliseconds + Self.answerPatience
        while true {
            let now = MonotonicClock.milliseconds
            let left = min(probe.outstanding(at: now), end - now)
            guard left > 0, device.hasInput(within: left) else { return }
            _ = readInput()
        }
    }
}
