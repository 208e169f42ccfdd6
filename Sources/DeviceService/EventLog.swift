import Fleet

/// The newest events in the order in which they were learned, each with its number. Calls and changes are bounded apart, so that a
/// large poll's calls do not push out the one change that matters.
public struct EventLog: Sendable {
    static let callLimit = 250
    /// Whoever takes the newest snapshot alone must find all that has happened since the last one, also when all of a thousand cameras
    /// go and come back.
    static let changeLimit = 2500

    /// So many numbers are left free where one service takes the place of another process's.
    static let takeOverGap = 1000

    private var changes: [Event] = []
    private var calls: [Event] = []
    private var last = 0

    /// Numbers what has happened, and keeps it.
    mutating func add(_ events: some Sequence<Event>) {
        for var event in events {
            last += 1
            event.number = last
            if case .call = event.what { calls.append(event) } else { changes.append(event) }
        }
        trim()
    }

    /// Goes on from where another log ended.
    ///
    /// - Parameter gap: so many numbers are given to nothing.
    mutating func goOn(from earlier: [Event], leaving gap: Int = 0) {
        defer { last += gap }
        for event in earlier {
            last = max(last, event.number)
            if case .call = event.what { calls.append(event) } else { changes.append(event) }
        }
        trim()
    }

    /// The same bounds for events that another log has numbered.
    public static func bounded(_ events: [Event]) -> [Event] {
        guard events.count > callLimit else { return events }
        var log = EventLog()
        log.goOn(from: events)
        return log.all
    }

    private mutating func trim() {
        if calls.count > Self.callLimit { calls.removeFirst(calls.count - Self.callLimit) }
        if changes.count > Self.changeLimit { changes.removeFirst(changes.count - Self.changeLimit) }
    }

    var all: [Event] {
        var all: [Event] = []
        all.reserveCapacity(changes.count + calls.count)
        var call = calls.startIndex
        for change in changes {
            while call < calls.endIndex, calls[call].number < change.number {
                all.append(calls[call])
                call += 1
            }
            all.append(change)
        }
        return all + calls[call...]
    }
}
