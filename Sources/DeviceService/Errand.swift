import Fleet
import Synchronization
import Vocabulary

/// What came of something that a front had asked.
public struct Caused: Codable, Sendable {
    /// How many calls of each account it has cost.
    public var calls: [AccountName: Int] = [:]
    /// What could not be read of single devices, by their serials.
    public var troubles: [AccountName: [String: ServiceError]] = [:]
    /// The accounts that were asked as a whole.
    public var accounts: [AccountState] = []
    /// All rows of these, and those of the devices that were asked, as the answers alone have them: nothing in them was merely known before.
    public var cameras: [Camera] = []
    /// What LIVE of the cameras says whose addresses were asked; one that had no answer is not among them.
    public var live: [CameraID: Fact<LiveAnswer>] = [:]

    public init() {}

    /// Takes in what came of something else that was asked.
    public mutating func add(_ other: Caused) {
        calls.merge(other.calls) { $0 + $1 }
        for (account, found) in other.troubles { troubles[account, default: [:]].merge(found) { $1 } }
        accounts += other.accounts
        cameras += other.cameras
        live.merge(other.live) { $1 }
    }
}

/// Something that a front has asked, among all that is asked at the time: its calls are counted, and its answers merged for it alone too.
final class Errand: Sendable {
    /// Of the task that makes a call, and of all that it began.
    @TaskLocal static var current: Errand?

    private struct State {
        var caused = Caused()
        var fleets: [AccountName: Fleet] = [:]
    }

    private let state = Mutex(State())

    var caused: Caused { state.withLock { $0.caused } }

    func count(_ account: AccountName) { state.withLock { $0.caused.calls[account, default: 0] += 1 } }

    func note(_ trouble: ServiceError, of serial: String, _ account: AccountName) {
        state.withLock { $0.caused.troubles[account, default: [:]][serial] = trouble }
    }

    func note(_ live: Fact<LiveAnswer>?, of camera: CameraID) { state.withLock { $0.caused.live[camera] = live } }

    /// - Parameter fleet: what of an account holds before the answers come.
    func begin(with fleet: Fleet) { state.withLock { $0.fleets[fleet.account] = fleet } }

    func fleet(_ account: AccountName) -> Fleet? { state.withLock { $0.fleets[account] } }

    func merge(_ account: AccountName, _ answer: @Sendable (inout Fleet) -> Void) {
        state.withLock { state in
            if var fleet = state.fleets.removeValue(forKey: account) {
                answer(&fleet)
                state.fleets[account] = fleet
            }
        }
    }
}
