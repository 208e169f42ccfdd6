import FoundationEssentials
import Vocabulary

/// An account's queue of messages at the platform, as one reader has it: what to ask of it next, and when, by what came.
///
/// A reader joins a group as a consumer, takes messages, and says that they are taken. It does so in turns: a turn ends where the queue is
/// empty, and at the latest when its time is over, so that thousands of messages that wait there are read by and by. What is known of
/// the queue is little (docs/push.md), so nothing here trusts it: one that is refused, fails, or gives the same again is asked ever more
/// seldom.
public struct MessageQueue: Hashable, Sendable {
    /// The next call.
    public enum Step: Hashable, Sendable {
        case join
        case take(consumer: String)
        case commit(consumer: String)
    }

    /// What a call brought.
    public enum Answer: Hashable, Sendable {
        case joined(consumer: String)
        /// Each by a name of its own; none where the queue is empty.
        case messages(Set<String>)
        case committed
        /// A code that will be the same the next time: of a consumer that had been answered before, that it is one no more.
        case refused
        /// No answer, or one of the moment.
        case failed
    }

    /// A turn at most, in seconds and in calls.
    static let budget: TimeInterval = 5
    static let mostCalls = 20
    /// The pause between two turns doubles up to this where they bring nothing.
    static let longestRest: TimeInterval = 600
    /// A queue that is refused is asked again after so many seconds.
    static let refusalRest: TimeInterval = 3600
    /// What is older is no news, in seconds: the webhook's messages are believed for as long.
    static let newsLife: TimeInterval = 300

    public let group: MessageGroup
    public private(set) var step = Step.join
    /// It is refused, or has brought nothing more than once: somebody should know.
    public var isInTrouble: Bool { isRefused || setbacks > 1 }

    private var isRefused = false
    /// Turns in a row that brought nothing, where there was something to bring.
    private var setbacks = 0
    /// It was empty, and has been read without a break since: what has no time of its own is new.
    private var isDrained = false
    /// The consumer has been answered.
    private var isProven = false
    /// When the turn began, what it has cost so far, and whether a consumer that was one no more has cost it another one.
    private var began: Date?
    private var calls = 0
    private var hasRejoined = false
    /// Until when nothing is asked.
    private var rest: Date?
    /// The messages that came last, and whether all of them had come before, though they were taken.
    private var last: Set<String> = []
    private var isRepeated = false

    public init(_ group: MessageGroup) { self.group = group }

    /// When the next call is due.
    func next(at now: Date) -> Date {
        guard let rest, rest > now, rest.timeIntervalSince(now) <= Self.refusalRest else { return now }
        return rest
    }

    /// A call is made.
    mutating func begin(at now: Date) {
        began = began ?? now
        calls += 1
    }

    /// Whether a message is told, by when the cloud says that it happened; what is older has been in the queue for long.
    public func isNews(_ sent: Date?, at now: Date) -> Bool {
        sent.map { abs(now.timeIntervalSince($0)) <= Self.newsLife } ?? isDrained
    }

    /// - Parameter rhythm: seconds between two turns.
    mutating func came(_ answer: Answer, at now: Date, every rhythm: TimeInterval) {
        switch (step, answer) {
        case (.join, .joined(let consumer)): (step, isProven) = (.take(consumer: consumer), false)
        case (.take(let consumer), .messages(let names)):
            isProven = true
            isRepeated = !names.isEmpty && names.isSubset(of: last)
            last = names
            if names.isEmpty {
                (isDrained, isRefused, setbacks) = (true, false, 0)
                return pause(rhythm, at: now)
            }
            step = .commit(consumer: consumer)
        case (.commit(let consumer), .committed):
            step = .take(consumer: consumer)
            if isRepeated { return setBack(rhythm, at: now) }
            (isRefused, setbacks) = (false, 0)
        case (.take, .refused) where isProven && !hasRejoined, (.commit, .refused) where isProven && !hasRejoined:
            // After a pause, or since there are others: what it had not said to be taken comes again.
            (step, isProven, hasRejoined, last) = (.join, false, true, [])
        case (_, .refused):
            (step, isRefused, isDrained) = (.join, true, false)
            return pause(Self.refusalRest, at: now)
        default: return setBack(rhythm, at: now)
        }
        let isOver = began.map { !(0..<Self.budget).contains(now.timeIntervalSince($0)) } ?? true
        if isOver || calls >= Self.mostCalls { pause(rhythm, at: now) }
    }

    private mutating func setBack(_ rhythm: TimeInterval, at now: Date) {
        setbacks = min(setbacks + 1, 10)
        isDrained = false
        pause(min(Self.longestRest, rhythm * Double(1 << setbacks)), at: now)
    }

    private mutating func pause(_ seconds: TimeInterval, at now: Date) {
        rest = now.addingTimeInterval(seconds)
        (began, calls, hasRejoined) = (nil, 0, false)
    }
}
