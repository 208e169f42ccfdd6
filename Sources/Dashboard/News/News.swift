import Cells
import Fleet
import FoundationEssentials
import Wording

/// What has happened, the newest first: a line for each thing, however many cameras it happened to. Made when something has happened, not
/// with every frame.
struct News: Sendable {
    struct Line: Hashable, Sendable {
        var at: Date
        var text: String
        /// It still is so, and somebody should look.
        var isAlarm = false
    }

    private(set) var lines: [Line] = []
    /// The number of the newest event that is among them.
    private var last: Int?
    /// What is remembered of the time before the first of the run's events, oldest first.
    private var earlier: [Event] = []

    /// Lines that are kept: what no terminal has room for.
    private static let most = 12
    /// What comes within so many seconds to several cameras is one thing.
    private static let span: TimeInterval = 60

    init() {}

    /// - Parameter isAnew: other words or names hold now.
    mutating func take(_ state: State, isAnew: Bool = false) {
        let events = state.snapshot.events
        // Polls make calls, and calls are no news: of thousands of cameras lines are not made anew for them.
        let newest = events.last { Group.Kind($0, state) != nil }?.number ?? 0
        guard isAnew || newest != last else { return }
        if last == nil { earlier = Self.outages(of: state.snapshot.cameras, before: events.first?.at ?? state.now) }
        last = newest
        var groups: [Group] = []
        for event in [events.reversed(), earlier.reversed()].joined() {
            guard let kind = Group.Kind(event, state) else { continue }
            if let same = groups.firstIndex(where: { $0.kind == kind && $0.at.timeIntervalSince(event.at) <= Self.span }) {
                groups[same].events.append(event)
            } else {
                // An older one could still belong to a group; a new line has no room.
                guard groups.count < Self.most else { break }
                groups.append(Group(kind: kind, at: event.at, events: [event]))
            }
        }
        // Of several of a camera only the newest can still be so.
        var told: Set<CameraID> = []
        lines = groups.map { group in
            let newest = group.events.filter { event in event.camera.map { !told.contains($0) } ?? false }
            if case .change(.status) = group.kind { told.formUnion(group.events.compactMap(\.camera)) }
            return group.line(state, stillOf: newest)
        }
    }

    /// Those that the rows' own histories tell of.
    private static func outages(of cameras: [Camera], before end: Date) -> [Event] {
        var events: [Event] = []
        let rows = cameras.span
        for place in rows.indices where rows[place].history.changes.count > 1 {
            let id = rows[place].id
            func add(_ at: Date, _ what: Event.What) {
                events.append(Event(at: at, account: id.account, camera: id, what: what))
            }
            for (from, to) in rows[place].history.seenChanges where to.at < end {
                if to.seen == .offline { add(to.at, .outageBegan(since: to.at)) }
                if from.seen == .offline, to.seen == .online { add(to.at, .outageEnded(since: from.at, to: .online)) }
            }
        }
        events.sort { $0.at < $1.at }
        return events.suffix(Self.most * Self.most)
    }

    /// Events that are one thing, the newest first.
    private struct Group {
        enum Kind: Hashable {
            case change(State.Change)
            /// In its own words.
            case other(Event.What, AccountName, CameraID?)

            init?(_ event: Event, _ state: State) {
                if event.camera != nil, let change = state.change(event) {
                    self = .change(change)
                    return
                }
                switch event.what {
                case .encryption(_, let to, _) where to == .on || to == .off:
                    self = .other(event.what, event.account, event.camera)
                case .appeared, .disappeared, .renamed, .restoration, .recovered, .trouble:
                    self = .other(event.what, event.account, event.camera)
                default: return nil
                }
            }
        }

        var kind: Kind
        var at: Date
        var events: [Event]

        /// - Parameter newest: those of cameras of which nothing newer is told.
        func line(_ state: State, stillOf newest: [Event]) -> Line {
            switch kind {
            case .change(let change):
                let isAlarm =
                    change == .status(.offline)
                    && newest.contains { $0.camera.flatMap(state.camera)?.status?.value == .offline }
                return Line(at: at, text: state.line(of: change, events.reversed(), state.snapshot), isAlarm: isAlarm)
            case .other: return Line(at: at, text: state.phrase(for: events[0]))
            }
        }
    }
}
