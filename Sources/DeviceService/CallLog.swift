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
    }

    private struct State {
        var counts = Counts()
        var day: Int?
        var unread: [(at: Date, record: CallRecord)] = []
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
            if state.day != day { state.counts.today = 0 }
            state.day = day
            state.counts.total += 1
            state.counts.today += 1
            state.unread.append((now, record))
            if state.unread.count > EventLog.limit { state.unread.removeFirst(state.unread.count - EventLog.limit) }
        }
    }

    var counts: Counts {
        let day = BeijingDay.number(at: clock.now)
        return state.withLock { Counts(total: $0.counts.total, today: $0.day == day ? $0.counts.today : 0) }
    }

    /// The calls since it was last asked.
    func take() -> [(at: Date, record: CallRecord)] {
        state.withLock { state in
            defer { state.unread = [] }
            return state.unread
        }
    }
}
