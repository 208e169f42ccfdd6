import Cells
import Fleet
import Settings
import Wording

/// What matters, in one line: how many cameras there are, and in which states.
struct Verdict: Sendable {
    struct Count: Sendable {
        var number: Int
        var word: String
        /// What more there is to say of it, where there is room.
        var note = ""
        /// Dim where all that is counted is stale.
        var style: Style
        /// Which of them go last where there is no room for all: the smallest.
        var worth: Int
        /// Said before what is well.
        var isProblem: Bool
        /// Said wherever a terminal is as wide as they usually are at least. Who is online is known from who is not.
        var isMain: Bool
    }

    var cameras = 0
    var offline = 0
    /// No fact of any of them is stale.
    var isFresh = true
    /// The states that some camera is in, and online even where none is.
    var counts: [Count] = []

    init() {}

    init(_ state: State) {
        var tallies = [Tally](repeating: Tally(), count: Kind.allCases.count)
        let poll = state.snapshot.poll
        let shown = state.chosenCameras
        // A camera is too large a value to be copied where it is only looked at.
        let rows = shown.span
        for place in rows.indices {
            let isStale = rows[place].staleness(at: state.now, interval: poll.rhythm, liveInterval: poll.liveInterval).isAny
            isFresh = isFresh && !isStale
            tallies[Kind(rows[place].status?.value).rawValue].add(isStale: isStale)
            if let kind = Kind(rows[place].encryption?.value) { tallies[kind.rawValue].add(isStale: isStale) }
            if let kind = Kind(rows[place].liveState(at: state.now)) { tallies[kind.rawValue].add(isStale: isStale) }
        }
        cameras = shown.count
        let silent = shown.silentDevices
        offline = tallies[Kind.offline.rawValue].number
        counts = Kind.allCases.compactMap { kind in
            let tally = tallies[kind.rawValue]
            guard kind == .online || tally.number > 0 else { return nil }
            let isShared = kind == .offline && !silent.isEmpty
            let note = isShared ? state.texts.header.onDevices(silent.values.reduce(0, +), silent.count) : ""
            return Count(
                number: tally.number, word: kind.word(state.texts.states), note: note,
                style: tally.number > 0 && tally.fresh == 0 ? Style(.dim) : kind.style,
                worth: kind.worth, isProblem: kind.worth <= Kind.unknown.worth,
                isMain: [.offline, .encrypted, .ready].contains(kind))
        }
    }

    private struct Tally {
        var number = 0
        var fresh = 0

        mutating func add(isStale: Bool) {
            number += 1
            if !isStale { fresh += 1 }
        }
    }

    /// What is counted, in the order in which it is said.
    private enum Kind: Int, CaseIterable {
        case offline, encrypted, broken, notGranted, refused, limited, unknown, ready, online, playing, notAsked

        init(_ status: Status?) {
            switch status {
            case .online: self = .online
            case .offline: self = .offline
            case .unknown, nil: self = .unknown
            }
        }

        init?(_ encryption: Encryption?) {
            guard encryption == .on else { return nil }
            self = .encrypted
        }

        init?(_ live: LiveState) {
            switch live {
            case .ready: self = .ready
            case .playing: self = .playing
            case .broken: self = .broken
            case .notGranted: self = .notGranted
            case .refused: self = .refused
            case .limited: self = .limited
            case .asking, .unknown: self = .notAsked
            case .offline, .encrypted: return nil
            }
        }

        func word(_ texts: Texts.States) -> String {
            switch self {
            case .online: texts.online
            case .offline: texts.offline
            case .unknown: texts.unknown
            case .encrypted: texts.encrypted
            case .ready: texts.ready
            case .playing: texts.playing
            case .broken: texts.broken
            case .notGranted: texts.notGranted
            case .refused: texts.refused
            case .limited: texts.limited
            case .notAsked: texts.notAsked
            }
        }

        var style: Style {
            switch self {
            case .online, .unknown, .notAsked: .plain
            case .offline: Style(.bad, .bold)
            case .encrypted: Style(.warning, .bold)
            case .ready, .playing: Style(.good)
            case .broken, .notGranted, .refused: Style(.bad)
            case .limited: Style(.warning)
            }
        }

        /// Problems are said as long as anything is.
        var worth: Int {
            switch self {
            case .offline: 0
            case .broken: 1
            case .notGranted: 2
            case .refused: 3
            case .limited: 4
            case .encrypted: 5
            case .unknown: 6
            case .ready: 7
            case .online: 8
            case .playing: 9
            case .notAsked: 10
            }
        }
    }
}
