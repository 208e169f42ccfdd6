import FoundationEssentials

/// What the message line says. News go by themselves after a while; errors stay until they are dismissed with Esc.
public struct Notices: Hashable, Sendable {
    public struct Notice: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case news
            /// Under way: stays until something replaces it.
            case busy
            case error
        }

        public var at: Date
        public var kind: Kind
        public var text: String
    }

    /// How long news stay on the message line, in seconds.
    static let newsLife: TimeInterval = 12
    /// How many notices the log keeps.
    static let kept = 500

    /// Everything that was said, newest last, for the log.
    public private(set) var all: [Notice] = []
    private var news: Notice?
    private var errors: [Notice] = []

    mutating func add(_ kind: Notice.Kind, _ text: String, at now: Date) {
        let notice = Notice(at: now, kind: kind, text: text)
        all.append(notice)
        if all.count > Self.kept { all.removeFirst(all.count - Self.kept) }
        if kind == .error {
            news = nil
            // The same error again is the same error, later.
            errors.removeAll { $0.text == text }
            errors.append(notice)
        } else {
            news = notice
        }
    }

    /// For the log alone: what was said elsewhere on the screen.
    mutating func keep(_ text: String, at now: Date) {
        all.append(Notice(at: now, kind: .news, text: text))
    }

    /// What stands on the message lines: an error stays there beside whatever is said later.
    public var shown: [Notice] { [errors.last, news].compactMap { $0 } }

    /// What Esc takes away, if anything is there.
    public var current: Notice? { news ?? errors.last }

    /// How many more errors wait behind the one that shows.
    public var waiting: Int { max(0, errors.count - 1) }

    /// Takes the notice that shows off the line. Returns false when there was none.
    mutating func dismiss() -> Bool {
        if news != nil {
            news = nil
            return true
        }
        return errors.popLast() != nil
    }

    /// News that have stood long enough go.
    mutating func expire(at now: Date) {
        if let news, news.kind == .news, now.timeIntervalSince(news.at) >= Self.newsLife { self.news = nil }
    }

    /// An action that was under way has ended in a way that says nothing by itself.
    mutating func endBusy() {
        if news?.kind == .busy { news = nil }
    }
}
