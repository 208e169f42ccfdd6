/// A call of the platform by its name, which is the path after `/api/lapp/` without the version before it.
public struct CallName: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(stringLiteral value: String) { rawValue = value }
}

extension CallName {
    /// Docs 81 and 822: the account's own token, and the one for all devices that were hosted to it.
    public static let token: CallName = "token/get"
    public static let hostedToken: CallName = "trust/device/v2/token/get"
    /// Docs 820 and 821: the token for the devices of one user, and the next one.
    public static let userToken: CallName = "trust/device/token/get"
    public static let refreshToken: CallName = "oauth/token/refreshToken"
    /// Doc 826.
    public static let cancelHosting: CallName = "trust/cancel"

    /// Docs 673, 674 and 824.
    public static let deviceList: CallName = "device/list"
    public static let cameraList: CallName = "camera/list"
    public static let hostedList: CallName = "trust/device/list"

    /// Docs 672, 1478, 676 (which lies under `/api/v3/open/device/`), and one without a page.
    public static let deviceInfo: CallName = "device/info"
    public static let deviceCameraList: CallName = "device/camera/list"
    public static let channelStatus: CallName = "metadata/channel/status"
    public static let capacity: CallName = "device/capacity"

    /// Docs 698, 697 and 687.
    public static let encryptOn: CallName = "device/encrypt/on"
    public static let encryptOff: CallName = "device/encrypt/off"
    public static let capture: CallName = "device/capture"

    /// Docs 1414 and 1415; behind `v2/` on the Chinese platform.
    public static let liveAddress: CallName = "live/address/get"
    public static let disableAddress: CallName = "live/address/disable"

    /// The account's queue of messages, of which no page tells; a consumer is made for one of the groups that read it.
    public static func consumer(of group: MessageGroup) -> CallName { CallName(rawValue: "mq/v1/consumer/" + group.rawValue) }
    public static let messages: CallName = "mq/v1/consumer/messages"
    public static let offsets: CallName = "mq/v1/consumer/offsets"

    /// What an address leads to: no call of the platform's, and no token is sent.
    public static let playlist: CallName = "playlist"
    public static let picture: CallName = "picture"
    /// The playlist again, for those who watch through this process, every few seconds: no call that anybody counts.
    public static let stream: CallName = "stream"
    /// A message that the cloud pushed.
    public static let push: CallName = "push"

    /// Asks for a token with key and secret.
    public var isForToken: Bool { self == .token || self == .hostedToken }

    /// Reads a page of a list.
    public var isList: Bool { [.deviceList, .cameraList, .hostedList, .deviceCameraList].contains(self) }
}
