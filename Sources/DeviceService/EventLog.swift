import Fleet
import FoundationEssentials

/// The newest events, oldest first. Calls and changes are bounded apart, so that a large poll's calls do not push out the
/// one change that matters.
struct EventLog: Sendable {
    static let limit = 250

    private var changes: [Event] = []
    private var calls: [Event] = []

    mutating func add(_ events: some Sequence<Event>) {
        for event in events {
            if case .call = event.what { calls.append(event) } else { changes.append(event) }
        }
        if calls.count > Self.limit { calls.removeFirst(calls.count - Self.limit) }
        if changes.count > Self.limit { changes.removeFirst(changes.count - Self.limit) }
    }

    var all: [Event] {
        (changes + calls).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }
}
