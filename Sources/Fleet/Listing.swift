import Vocabulary

/// A row of a list of the cloud, known by a key: the same key twice is one thing that a shifting page showed twice.
public protocol Listed: Sendable {
    associatedtype Key: Hashable & Sendable
    var key: Key { get }
}

extension DeviceRow: Listed {
    public var key: String { serial }
}

extension ChannelRow: Listed {
    public var key: ChannelKey { ChannelKey(serial: serial, channel: channel) }
}

extension HostedRow: Listed {
    public var key: ChannelKey { ChannelKey(serial: serial, channel: channel) }
}

/// A channel within one account.
public struct ChannelKey: Hashable, Sendable {
    public var serial: String
    public var channel: Int?

    public init(serial: String, channel: Int?) {
        self.serial = serial
        self.channel = channel
    }
}

extension Status {
    /// 1 online, 0 offline; nil for −1, which is "not reported"; any other number is kept, so that it can be shown (docs 673, 824).
    public init?(code: Int) {
        switch code {
        case 1: self = .online
        case 0: self = .offline
        case -1: return nil
        default: self = .unknown(code: code)
        }
    }
}

extension Encryption {
    /// 1 on, 0 off; any other number is kept, so that it can be shown (docs 672, 674).
    public init(code: Int) {
        switch code {
        case 1: self = .on
        case 0: self = .off
        default: self = .unknown(code: code)
        }
    }
}
