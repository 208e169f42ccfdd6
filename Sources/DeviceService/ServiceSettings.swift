import Fleet
import FoundationEssentials

/// What the service is to do, as the configuration says.
public struct ServiceSettings: Sendable {
    public var accounts: [AccountSettings]
    /// Seconds between two polls of status and encryption.
    public var interval: TimeInterval
    /// Seconds after which the addresses of the rows on the screen are asked again.
    public var liveInterval: TimeInterval
    /// Seconds that an address is asked to live.
    public var addressLife: TimeInterval
    /// Whether addresses are asked by themselves.
    public var addresses: Bool
    /// Seconds after which the playlist of each camera with an address is read again; nil reads them on demand only.
    public var checkInterval: TimeInterval?
    /// Serials of cameras that no check by itself may wake, besides the models known to run on batteries.
    public var battery: Set<String>
    /// Seconds for which a camera must be offline before anybody is told of it.
    public var offlineAfter: TimeInterval = 0
    /// The folder of the tokens that all processes of the user share; nil keeps them in memory alone.
    public var cacheDirectory: String?
    /// Where calls are counted and what was lifted is kept; nil remembers nothing.
    public var stateFile: StateFile?
    /// Where pushed messages come from while it polls for all; nil takes none.
    public var push: PushSettings?
    /// Whether the rows are kept too, for the first frame of the next run.
    public var keepsCameras = false
    /// Of all that look at the same cameras this is the one that polls: the log of changes is its to write, and pushed messages are its to
    /// take.
    public var pollsForAll = true
    /// How much of the log of changes is kept.
    public var logBounds = LogBounds()
    /// Whether encryption that was lifted for a time is put back by itself; not where nothing may be changed.
    public var restores = true

    /// Is told what the service does, as it does it, from whatever thread; nil, as a rule, costs nothing.
    public var log: (@Sendable (ServiceRecord) -> Void)?

    /// Seconds for which what a playlist said counts. A check may be late by the ones before it, and is stale with LIVE at the latest.
    var checkLife: TimeInterval { checkInterval.map { 1.5 * $0 } ?? 0 }

    public init(
        accounts: [AccountSettings], interval: TimeInterval = 30, liveInterval: TimeInterval = 900,
        addressLife: TimeInterval = 86400, addresses: Bool = true, checkInterval: TimeInterval? = nil,
        battery: Set<String> = [], cacheDirectory: String? = nil, stateFile: StateFile? = nil
    ) {
        self.accounts = accounts
        self.interval = interval
        self.liveInterval = liveInterval
        self.addressLife = addressLife
        self.addresses = addresses
        self.checkInterval = checkInterval
        self.battery = battery
        self.cacheDirectory = cacheDirectory
        self.stateFile = stateFile
    }
}
