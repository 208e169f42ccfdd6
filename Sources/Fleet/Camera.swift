import FoundationEssentials
import Vocabulary

/// Whether the device can be reached. `unknown` keeps a number nobody documented, so that it can be shown.
public enum Status: Hashable, Codable, Sendable {
    case online
    case offline
    case unknown(code: Int?)
}

/// Whether the device encrypts its video with its verification code.
public enum Encryption: Hashable, Codable, Sendable {
    case on
    case off
    case unknown(code: Int?)
}

/// What the user switched and the cloud has not confirmed yet: shown as pending until it is confirmed or contradicted.
public struct PendingEncryption: Hashable, Codable, Sendable {
    public var expected: Encryption
    public var since: Date

    public init(expected: Encryption, since: Date) {
        self.expected = expected
        self.since = since
    }
}

/// What the lists call a device and its channel, each empty where they have no name for it.
public struct ListedNames: Hashable, Codable, Sendable {
    public var device: String
    public var channel: String

    public init(device: String, channel: String) {
        self.device = device
        self.channel = channel
    }
}

/// One row of the grid: a channel of a device, or a device that has none, with three facts that each have their own time.
public struct Camera: Hashable, Codable, Sendable, Identifiable {
    public var id: CameraID
    public var source: Source
    /// As the cloud sent it, not sanitised: what draws it (`Cells`) is what defends the terminal.
    public var name: String
    public var model: String
    /// Of its device; nil where no list tells it, as of hosted ones.
    public var firmware: String?
    /// Runs on a battery: no check by itself may wake it.
    public var battery: Bool
    public var status: Fact<Status>?
    public var encryption: Fact<Encryption>?
    /// The last answer about the live address. What LIVE shows is `liveState`, where offline and encrypted come first.
    public var live: Fact<LiveAnswer>?
    /// Since when an address is being asked for; nil when none is.
    public var asking: Date?
    public var pendingEncryption: PendingEncryption?
    /// Seconds between two askings of its encryption by itself, where that is slower than the lists: a hosted device has its turns.
    public var encryptionRound: TimeInterval?
    /// Seconds for which what its playlist said holds, where playlists are read by themselves.
    public var liveRound: TimeInterval?
    /// What may be done with it, as far as anybody tried.
    public var rights = Rights()
    /// What its model can do; nil while nobody knows.
    public var capacity: Capacity?
    /// The name of its device, of which it is one of several channels; nil where it stands alone or nobody knows.
    public var deviceName: String?
    /// What its name is made of; nil where that was never told.
    public var listedNames: ListedNames?
    /// Its encryption was lifted from here; nil once it is on again.
    public var lifted: EncryptionLift?
    /// Nobody has heard yet whether its device has channels, or what device its channel is of: what becomes of it is no news of a
    /// camera.
    public var awaitsChannels = false
    /// Its being offline; nil while it is not.
    public var outage: Outage?
    /// The last 24 hours of STATUS as observed, oldest first.
    public var history: History

    public init(
        id: CameraID, source: Source, name: String, model: String, battery: Bool = false,
        status: Fact<Status>? = nil, encryption: Fact<Encryption>? = nil, live: Fact<LiveAnswer>? = nil,
        asking: Date? = nil, pendingEncryption: PendingEncryption? = nil, lifted: EncryptionLift? = nil,
        history: History = History()
    ) {
        self.id = id
        self.source = source
        self.name = name
        self.model = model
        self.battery = battery
        self.status = status
        self.encryption = encryption
        self.live = live
        self.asking = asking
        self.pendingEncryption = pendingEncryption
        self.lifted = lifted
        self.history = history
    }
}
