import Cells

/// What a terminal said when it was asked without a screen.
public struct TerminalAnswers: Hashable, Sendable {
    /// The columns that each sample took, in order; nil where it did not say.
    public var widths: [Int?]
    /// It shows what comes between `?2026h` and `?2026l` at once.
    public var synchronizedOutput: Bool
    /// Milliseconds until it had answered everything; nil where it had not in time.
    public var milliseconds: Int?

    public init(widths: [Int?], synchronizedOutput: Bool = false, milliseconds: Int? = nil) {
        self.widths = widths
        self.synchronizedOutput = synchronizedOutput
        self.milliseconds = milliseconds
    }
}

/// The questions of a `RawTerminal`, and the answers as they come in.
struct Interview {
    private(set) var answers: TerminalAnswers
    private let samples: [String]
    private let asked: Int
    /// How many samples' widths have been told.
    private var told = 0

    init(_ samples: [String], at now: Int) {
        self.samples = samples
        asked = now
        answers = TerminalAnswers(widths: samples.map { _ in nil })
    }

    /// Each sample is printed at the start of the row and wiped off in the same write, so that none is ever seen. The last question
    /// is answered by all terminals, and in order.
    var questions: [UInt8] {
        Array((samples.map { "\r\($0)\u{1b}[6n" }.joined() + "\r\u{1b}[K\u{1b}[?2026$p\u{1b}[c").utf8)
    }

    var isOver: Bool { answers.milliseconds != nil }

    mutating func take(_ event: TerminalEvent, at now: Int) {
        guard !isOver else { return }
        switch event {
        case .cursor(_, let column):
            if told < samples.count { answers.widths[told] = column - 1 }
            told += 1
        case .mode(2026, let state): answers.synchronizedOutput = (1...3).contains(state)
        case .attributes: answers.milliseconds = now - asked
        case .mode, .input: break
        }
    }
}
