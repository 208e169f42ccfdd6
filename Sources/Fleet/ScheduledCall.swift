import FoundationEssentials

/// A call, or a list of pages, that is due.
public enum ScheduledCall: Hashable, Sendable {
    /// All pages of `device/list` (doc 673).
    case deviceList
    /// All pages of `camera/list` (doc 674).
    case cameraList
    /// All pages of `trust/device/list` (doc 824).
    case hostedList
    /// `device/info` (doc 672) of one device.
    case deviceInfo(String)
    /// The channels of one recorder: `device/camera/list` (doc 1478), of a hosted one `metadata/channel/status` (doc 676).
    case channels(String)
    /// `device/capacity` of one device, for all of its model and firmware.
    case capacity(String)
    /// `live/address/get` (doc 1414) of one camera.
    case address(CameraID)
    /// The playlist behind the address of one camera, read twice.
    case check(CameraID)
    /// The next call at the account's queue of messages.
    case messages

    public enum Kind: CaseIterable, Hashable, Sendable {
        case deviceList, cameraList, hostedList, deviceInfo, channels, capacity, address, check, messages

        public var isList: Bool {
            switch self {
            case .deviceList, .cameraList, .hostedList: true
            case .deviceInfo, .channels, .capacity, .address, .check, .messages: false
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .deviceList: .deviceList
        case .cameraList: .cameraList
        case .hostedList: .hostedList
        case .deviceInfo: .deviceInfo
        case .channels: .channels
        case .capacity: .capacity
        case .address: .address
        case .check: .check
        case .messages: .messages
        }
    }

    public var isList: Bool { kind.isList }
}

/// How a call that was due ended, as far as the plan minds.
public enum CallOutcome: Hashable, Sendable {
    /// The cloud answered what was asked; or it refused, which for an address is an answer too.
    case answered
    /// 10029: too many calls in too short a time.
    case limited
    /// 10007, 10028: a quota of this call is reached.
    case exhausted
    /// 49999, 50000, or a reply that cannot be read: the host lives, and may do better next time.
    case disturbed
    /// No answer at all, or a list refused for good: asking at full speed helps nobody.
    case failed
}

/// What to do now, and when to look again.
public struct Schedule: Hashable, Sendable {
    public var due: [ScheduledCall] = []
    /// nil when nothing comes by itself: while paused, or until a call that is under way has ended.
    public var wake: Date?
}
