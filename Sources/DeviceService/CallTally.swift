import Fleet
import Synchronization

/// Counts the calls that one thing causes, among all that are made at the time.
final class CallTally: Sendable {
    /// Of the task that makes a call, and of all that it began.
    @TaskLocal static var current: CallTally?

    private let state = Mutex<[AccountName: Int]>([:])

    var counts: [AccountName: Int] { state.withLock { $0 } }

    func add(_ account: AccountName) { state.withLock { $0[account, default: 0] += 1 } }
}
