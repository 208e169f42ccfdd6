import FoundationEssentials
import Vocabulary

/// What happens around pushed messages, for the log.
public enum PushNews: Hashable, Codable, Sendable {
    /// Where messages are taken, and the path for the platform's authorisation callbacks.
    case listening(address: String, callback: String)
    case deaf(reason: String)
    /// So many messages were not the platform's, or not of now.
    case rejected(Int)
    /// Messages are taken from the account's queue at the platform, for this group.
    case pulling(MessageGroup)
    /// Why none come from there.
    case refused(ServiceError)
    /// So many lay in it that are too old to be told.
    case passedOver(Int)
    /// The platform's word or number for what a camera noticed.
    case alarm(kind: String)
}

/// How pushed messages come to the one that polls.
public struct PushState: Hashable, Codable, Sendable {
    public enum Way: String, Hashable, Codable, Sendable {
        /// The cloud sends them to an address where the one that polls listens.
        case webhook
        /// They are fetched from each account's queue at the platform.
        case pull
    }

    public var way: Way
    /// When the last one was taken; nil where none has been.
    public var last: Date?
    /// Why the place where they are to be taken cannot be listened at; nil where it can.
    public var deafness: String?

    public init(_ way: Way, last: Date? = nil, deafness: String? = nil) {
        (self.way, self.last, self.deafness) = (way, last, deafness)
    }
}

extension Fleet {
    /// The cloud pushed that a device went online or offline (`ys.onoffline`). A message that is older than what a list said since
    /// says nothing new.
    public mutating func merge(pushed status: Status, of serial: String, sent: Date?, at now: Date) {
        for place in rows[serial] ?? [] {
            if let sent, let known = cameras[place].status, known.checked > sent.addingTimeInterval(Self.pushTolerance) {
                continue
            }
            let seen = Seen(value: status, at: now, call: .push)
            let id = cameras[place].id
            switch cameras[place].source {
            case .own:
                noteDevice(serial, devices[serial]?.status?.value, seen)
                devices[serial]?.status = seen
            case .hosted:
                let key = ChannelKey(serial: serial, channel: id.channel)
                noteDevice(serial, hosted[key]?.status?.value, seen)
                hosted[key]?.status = seen
            }
            if !awaitsWord(place, at: now) { observe(status: said(place) ?? seen, place, at: now) }
        }
    }

    /// Clocks of two clouds' machines differ by this much, in seconds.
    private static let pushTolerance: TimeInterval = 2
}

extension PollPlan {
    /// For so long after a message push counts as alive, in seconds.
    static let pushLife: TimeInterval = 600
    /// While it is, or while nobody looks, the poll stretches by this: no fact gets stale by it, which takes three intervals. Silence is not trusted, so
    /// that it never stops.
    static let pushStretch = 2.0

    /// A message came.
    public mutating func pushed(at now: Date) { lastPush = now }

    /// Whether the poll is stretched for it.
    public func isPushed(at now: Date) -> Bool {
        lastPush.map { $0 <= now && now.timeIntervalSince($0) < Self.pushLife } ?? false
    }
}
