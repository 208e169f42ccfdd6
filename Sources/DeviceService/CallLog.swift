import Fleet
import FoundationEssentials
import OpenPlatform
import Synchronization

/// Counts and keeps the calls of one account as they are made, from whatever thread makes them.
final class CallLog: Sendable {
    struct Counts: Sendable {
        /// Since the program started.
        var total = 0
        /// In the present Beijing day.
        var today = 0
        /// Of these, what no save has counted yet.
        var unsaved = 0
    }

    private struct State {
        var counts = Counts()
        var day: Int?
        var clockError: TimeInterval?
        var unread: [(at: Date, record: CallRecord)] = []
        var tallies: [String: CallTally] = [:]
    }

    private let state = Mutex(State())
    private let clock: any Clock

    init(clock: any Clock) {
        self.clock = clock
    }

    func add(_ record: CallRecord) {
        let now = clock.now
        let day = BeijingDay.number(at: now)
        state.withLock { state in
            if state.day != day { (state.counts.today, state.counts.unsaved) = (0, 0) }
            state.day = day
            if let date = record.serverDate { state.clockError = now.timeIntervalSince(date) }
            state.counts.total += 1
            state.counts.today += 1
            state.counts.unsaved += 1
            if record.name.isOfPlatform { state.tallies[record.path, default: CallTally()].add(record) }
            state.unread.append((now, record))
            if state.unread.count > EventLog.callLimit { state.unread.removeFirst(state.unread.count - EventLog.callLimit) }
        }
    }

    var counts: Counts {
        let day = BeijingDay.number(at: clock.now)
        return state.withLock { $0.day == day ? $0.counts : Counts(total: $0.counts.total) }
    }

    /// What came of the platform's calls since the program started, by their paths.
    var tallies: [String: CallTally] { state.withLock { $0.tallies } }

    /// All processes together have made so many calls today, of which `saved` were this one's news.
    func set(today: Int, saved: Int) {
        let day = BeijingDay.number(at: clock.now)
        state.withLock { state in
            if state.day != day { (state.counts.today, state.counts.unsaved) = (0, 0) }
            state.day = day
            state.counts.unsaved = max(0, state.counts.unsaved - saved)
            state.counts.today = today + state.counts.unsaved
        }
    }

    /// Calls of today that another process made, and has not saved.
    func takeOver(_ calls: Int) {
        state.withLock { state in
            state.counts.today += calls
            state.counts.unsaved += calls
        }
    }

    /// By how many seconds this machine's clock is ahead of the cloud's, by the last reply that told its `Date`; nil while they
    /// agree as far as anybody minds.
    var clockError: TimeInterval? {
        state.withLock { $0.clockError.flatMap { abs($0) > Self.clockTolerance ? $0 : nil } }
    }

    /// The same, however little it is; nil where no reply told its `Date`.
    var serverClockError: TimeInterval? { state.withLock { $0.clockError } }

    /// What a slow reply and a sloppy clock may differ by, in seconds. Five minutes off, and push messages count as forged.
    private static let clockTolerance: TimeInterval = 120

    /// The calls since it was last asked.
    func take() -> [(at: Date, record: CallRecord)] {
        state.withLock { state in
            defer { state.unread = [] }
            return state.unread
        }
    }
}
