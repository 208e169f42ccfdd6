import Fleet
import FoundationEssentials

/// What the message line says. News go by themselves after a while; errors stay until they are dismissed with Esc. What came of the
/// user's own action keeps its place before news of others until it has been seen.
public struct Notices: Hashable, Sendable {
    public struct Notice: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// What happened without the user's doing.
            case news
            /// The same, and somebody should look.
            case alarm
            /// The user's own action is under way: stays until something replaces it.
            case busy
            /// What came of it.
            case answer
            /// It did not come about: an error that is an answer.
            case refusal
            /// Something else is wrong.
            case error
        }

        public var at: Date
        public var kind: Kind
        public var text: String
        /// Whom it is about, where that is one camera.
        public var camera: CameraID?

        /// It stays until it is dismissed.
        public var isError: Bool { kind == .refusal || kind == .error }
    }

    /// How long news and answers stay on the message line, in seconds.
    static let life: TimeInterval = 12
    /// How long an answer stands before news of others may take its place.
    static let reading: TimeInterval = 10
    /// How many notices the log keeps.
    static let kept = 500

    /// Everything that was said, newest last, for the log; changes stand there as they are.
    public private(set) var all: [Notice] = []
    private var news: Notice?
    /// Since when the news stand on the line; nil while they wait.
    private var newsSeen: Date?
    private var answer: Notice?
    private var errors: [Notice] = []
    /// Until when the answer, or the last refusal, keeps its place.
    private var guarded: Date?

    mutating func add(_ kind: Notice.Kind, _ text: String, about camera: CameraID? = nil, at now: Date) {
        keep(text, as: kind, at: now)
        show(Notice(at: now, kind: kind, text: text, camera: camera))
    }

    /// On the message line alone: what the log has already as a change.
    mutating func show(_ notice: Notice) {
        switch notice.kind {
        case .news, .alarm:
            news = notice
            newsSeen = guarded == nil ? notice.at : nil
        case .busy, .answer:
            if guarded == nil { news = nil }
            answer = notice
            guarded = notice.kind == .busy ? .distantFuture : notice.at.addingTimeInterval(Self.reading)
        case .refusal:
            answer = nil
            errors.removeAll { $0.text == notice.text }
            errors.append(notice)
            guarded = notice.at.addingTimeInterval(Self.reading)
        case .error:
            // The same error again is the same error, later.
            errors.removeAll { $0.text == notice.text }
            errors.insert(notice, at: guarded == nil || answer != nil ? errors.count : max(0, errors.count - 1))
        }
    }

    /// For the log alone: what was said elsewhere on the screen.
    mutating func keep(_ text: String, as kind: Notice.Kind = .answer, at now: Date) {
        all.append(Notice(at: now, kind: kind, text: text))
        if all.count > Self.kept { all.removeFirst(all.count - Self.kept) }
    }

    /// What is said beside the errors, if anything is.
    private var line: Notice? { guarded == nil ? news ?? answer : answer }

    /// What stands on the message lines: an error stays there beside whatever is said later.
    public var shown: [Notice] { [errors.last, line].compactMap { $0 } }

    /// What Esc takes away, if anything is there.
    public var current: Notice? { line ?? errors.last }

    /// News that have been told and not left the line yet.
    var hasNews: Bool { news != nil }

    /// How many more errors wait behind the one that shows.
    public var waiting: Int { max(0, errors.count - 1) }

    /// Takes the notice that shows off the line. Returns false when there was none.
    mutating func dismiss() -> Bool {
        defer { guarded = nil }
        if guarded == nil, news != nil {
            news = nil
            return true
        }
        if answer != nil {
            answer = nil
            return true
        }
        return errors.popLast() != nil
    }

    /// Takes back an error that does not hold any more.
    mutating func withdraw(_ text: String) { errors.removeAll { $0.text == text } }

    /// What is going on has ended: says so where that still stands on the line.
    mutating func replace(_ text: String, with ended: String, at now: Date) {
        guard answer?.text == text else { return }
        add(.answer, ended, at: now)
    }

    /// Takes the error that shows off the line, and leaves the rest.
    mutating func dismissError() {
        if answer == nil { guarded = nil }
        _ = errors.popLast()
    }

    /// A key was pressed: whoever pressed it has seen what stands there.
    mutating func read(at now: Date) {
        guard guarded != nil else { return }
        guarded = nil
        if news != nil { newsSeen = now }
    }

    /// What has stood long enough goes, and what has waited comes.
    ///
    /// - Parameter shows: whether a notice can be seen on the page that is there. What cannot does not grow old.
    mutating func settle(at now: Date, shows: (Notice) -> Bool) {
        if let end = guarded, end != .distantFuture {
            if let own = answer ?? errors.last, !shows(own) {
                guarded = now.addingTimeInterval(Self.reading)
            } else if end <= now {
                guarded = nil
                if news != nil { newsSeen = end }
            }
        }
        if let news, guarded == nil {
            if !shows(news) {
                newsSeen = nil
            } else if let seen = newsSeen {
                if now.timeIntervalSince(seen) >= Self.life { self.news = nil }
            } else {
                newsSeen = now
            }
        }
        if let answer, answer.kind == .answer, guarded == nil, shows(answer), now.timeIntervalSince(answer.at) >= Self.life {
            self.answer = nil
        }
    }

    /// An action that was under way has ended in a way that says nothing by itself.
    mutating func endBusy() {
        guard answer?.kind == .busy else { return }
        answer = nil
        guarded = nil
    }
}

extension State {
    /// What was said last of what the page shows.
    var notice: Notices.Notice? { notices.shown.last(where: shows) }

    /// The page of one camera has no room for another one's news: they wait for the grid.
    func shows(_ notice: Notices.Notice) -> Bool {
        guard let camera = page.camera(in: self) else { return true }
        if notice.camera != nil { return notice.camera == camera }
        return notice.kind != .news && notice.kind != .alarm
    }

    mutating func settleNotices() {
        var settled = notices
        settled.settle(at: now) { shows($0) }
        notices = settled
    }
}
