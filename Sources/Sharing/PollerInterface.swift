import DeviceService
import Fleet
import HTTP
import OpenPlatform
import Vocabulary

/// What the one that polls offers at its socket besides the protocol of fronts: to whoever may look on, program or person.
public protocol PollerInterface: Sendable {
    /// Each state as it comes.
    func take(_ snapshot: Snapshot) async
    /// - Parameter entrance: how the request came, which decides what it may do.
    func answer(_ request: Incoming, of poller: PollerView, through entrance: Entrance) async -> Outgoing
    /// The poller's place is somebody else's from now on, or nobody's.
    func close() async
}

/// The one that polls, as its interface sees it.
public struct PollerView: Sendable {
    /// A front that is attached.
    public struct Front: Hashable, Sendable {
        public var kind: FrontKind
        public var process: Int
    }

    public var service: any PollingService
    public var snapshot: Snapshot
    public var poller: Poller
    /// Its configuration lets nothing be changed.
    public var isReadOnly: Bool
    public var fronts: [Front]
    /// What stands in the addresses that never end; nil where none are served.
    public var liveKey: Secret?
}

/// What polls, as its interface asks it.
public protocol PollingService: CameraService {
    /// What the playlist of an address says now.
    func playlist(of address: LiveAddress, _ camera: CameraID) async -> Result<Playlist, ServiceError>
    /// What came of the platform's calls since this process polls, by account and path.
    var tallies: [AccountName: [String: CallTally]] { get async }
    /// Something for the log, of those that go along with it.
    func note(_ what: Event.What) async
}

extension DeviceService: PollingService {}
