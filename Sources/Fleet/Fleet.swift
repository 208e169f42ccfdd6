import FoundationEssentials
import Vocabulary

/// The cameras of one account, put together from the answers of the cloud, each with the time of its answer.
///
/// A pure value: whoever hands in the answers says when they came. A field that an answer lacks never overwrites what is
/// known, and a camera goes only when a reading that can be believed no longer has it.
public struct Fleet: Sendable {
    public let account: AccountName
    /// Sorted by identity.
    public internal(set) var cameras: [Camera] = []
    /// No account has more cameras, in all of its lists together.
    public static let most = 20_000
    /// There were more, and the rest was left out.
    public internal(set) var isCut = false
    /// Seconds without an answer after which the history says that nobody looked.
    public var gap: TimeInterval
    /// The same for LIVE, which is asked in a rhythm of its own.
    public var liveGap: TimeInterval = 3 * 900
    /// Seconds for which the answer of a playlist outlasts a renewed address; 0 where playlists are read by hand alone.
    public var checkLife: TimeInterval = 0
    /// Seconds for which an offline must last before anybody is told of it, beyond its second answer.
    public var offlineAfter: TimeInterval = 0
    /// Serials that the user says run on batteries.
    public var battery: Set<String>

    var index: [CameraID: Int] = [:]
    /// Where the rows of a serial stand.
    var rows: [String: [Int]] = [:]
    var devices: [String: OwnDevice] = [:]
    var channels: [String: [Int: OwnChannel]] = [:]
    var hosted: [ChannelKey: HostedChannel] = [:]
    /// What hosted devices said of themselves, which no list tells.
    var kinds: [String: DeviceKind] = [:]
    /// When each device was last said to be reachable again.
    var returns: [String: Date] = [:]
    /// Channels that were told dead together with all the others of their recorder, since when: where that is told offline soon after, it was
    /// that which they told of.
    var silences: [ChannelKey: Date] = [:]
    /// Recorders whose channels were asked about in this run, and that had an answer, or a refusal that stays: a channel without a word by
    /// then has none.
    var heard: Set<String> = []
    /// What devices said of themselves when they were asked alone.
    var answered: [String: Seen<Status>] = [:]
    /// Devices whose channels are asked about one by one, sorted.
    public internal(set) var recorders: [String] = []
    /// By serial: what was lifted from here and has not come back.
    public internal(set) var lifted: [String: EncryptionLift] = [:]
    var capacities: [Make: Capacity] = [:]
    var restored: Set<String> = []
    /// By serial: what was last switched from here.
    public internal(set) var switches: [String: SentSwitch] = [:]
    /// By channel; what holds for the whole device stands where there is none.
    var rights: [ChannelKey: Rights] = [:]
    /// Keys that the last conclusive reading of several pages lacked: gone when the next one lacks them too.
    var missedDevices: Set<String> = []
    var missedChannels: Set<ChannelKey> = []
    var missedHosted: Set<ChannelKey> = []
    /// The lists that were read whole before: what turns up in them from now on is new, and not merely new to eztop.
    var listed: Set<ScheduledCall.Kind> = []
    /// How many whole readings of the channels had none of a device.
    var channelless: [String: Int] = [:]
    /// Devices that the first whole list had: that they have no channels makes none of them new.
    var firstDevices: Set<String> = []
    /// How many whole readings of the devices lacked one whose channels are there.
    var deviceless: [String: Int] = [:]
    /// What devices were called that are in no list any more, while their channels still are.
    var formerNames: [String: String] = [:]
    /// Cameras that went offline in an earlier run, which told nobody: its log has that, and this run's has not.
    var unlogged: Set<CameraID> = []
    var events: [Event] = []
    /// What ENCRYPTION and LIVE were seen to be since the last save: the rows show no history of them.
    var encryptions: [CameraID: History] = [:]
    var lives: [CameraID: History] = [:]
    /// Cameras that have left since the last save, for the log.
    public internal(set) var departed: [Camera] = []
    /// What has left since it was last asked, for whoever remembers something of it.
    var left = Departures()
    /// Recorders, and when a list took back what they had said of a channel.
    var contradicted: [String: Date] = [:]
    /// Serials whose lift another eztop of the user's told of.
    var liftedElsewhere: Set<String> = []

    public init(account: AccountName, gap: TimeInterval = 90, battery: Set<String> = []) {
        self.account = account
        self.gap = gap
        self.battery = battery
    }

    public subscript(id: CameraID) -> Camera? {
        index[id].map { cameras[$0] }
    }

    /// All channels of a device: what one switch of its encryption touches.
    public func cameras(of serial: String) -> [Camera] {
        (rows[serial] ?? []).map { cameras[$0] }
    }

    /// The hosted devices, each of which costs a call to learn its encryption.
    public internal(set) var hostedSerials: [String] = []

    /// What the lists have to page through, and what can be asked one by one.
    public var census: Census {
        Census(
            devices: devices.count, channels: channels.values.reduce(0) { $0 + $1.count }, hostedChannels: hosted.count,
            hostedDevices: hostedSerials.count, askable: cameras.reduce(0) { $0 + ($1.mayBeAsked ? 1 : 0) })
    }

    /// What happened since it was last asked, oldest first.
    public mutating func takeEvents() -> [Event] {
        defer { events = [] }
        return events
    }

    /// What has left the lists, or is listed with other rights, since it was last asked.
    public mutating func takeLeft() -> Departures {
        defer { left = Departures() }
        return left
    }

    func note(_ what: Event.What, _ camera: CameraID, at now: Date) -> Event {
        Event(at: now, account: account, camera: camera, name: self[camera]?.name, what: what)
    }
}

/// What has left the lists: what was asked of it says nothing of what may come in its place.
public struct Departures: Hashable, Sendable {
    public var cameras: Set<CameraID> = []
    /// Devices of which no row has stayed.
    public var devices: Set<String> = []

    public init() {}
}

/// An own device as `device/list` knows it.
struct OwnDevice: Sendable {
    var name: String
    var model: String
    var firmware = ""
    var status: Seen<Status>?
    var encryption: Seen<Encryption>?
}

/// An own channel as `camera/list` knows it.
struct OwnChannel: Sendable {
    var name: String
    var encryption: Seen<Encryption>?
    /// What the device's own list says of the channel; nil where it does not report it.
    var status: Seen<Status>?
}

/// What a device is, by its own account.
struct DeviceKind: Sendable {
    var model: String
    var battery: Bool
}

/// A hosted channel as `trust/device/list` knows it.
struct HostedChannel: Sendable {
    var name: String
    var deviceName: String
    var status: Seen<Status>?
    /// Its list tells STATUS; else whatever else said so last holds.
    var isReported = true
    /// What was said of the channel itself; nil where it is not reported.
    var word: Seen<Status>?
}

/// What an answer said and when.
struct Seen<Value: Sendable>: Sendable {
    var value: Value
    var at: Date
    var call: CallName
    /// When that was asked; nil where it is not known.
    var asked: Date?
}

/// How slow the rhythm is in which the encryption of hosted devices is asked: what is old depends on it.
extension Fleet {
    /// It was asked in a rhythm of so many seconds.
    public mutating func setRound(_ seconds: TimeInterval, of serial: String) {
        for place in rows[serial] ?? [] where cameras[place].source == .hosted { cameras[place].encryptionRound = seconds }
    }

    /// The rhythm has become another one. A slower one holds at once; a quicker one only when it has been asked in it.
    public mutating func stretchRounds(_ round: (String) -> TimeInterval) {
        for serial in hostedSerials {
            let seconds = round(serial)
            for place in rows[serial] ?? [] where cameras[place].source == .hosted {
                if let known = cameras[place].encryptionRound, known < seconds { cameras[place].encryptionRound = seconds }
            }
        }
    }
}
