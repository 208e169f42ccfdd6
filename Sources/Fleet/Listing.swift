import FoundationEssentials

/// A row of a list of the cloud, known by a key: the same key twice is one thing that a shifting page showed twice.
public protocol Listed: Sendable {
    associatedtype Key: Hashable & Sendable
    var key: Key { get }
}

/// What `device/list` (doc 673) says of one own device. A nil is a field that was not sent: it says nothing.
public struct DeviceListing: Listed, Hashable {
    public var serial: String
    public var name: String
    public var model: String
    public var firmware: String
    public var status: Int?
    public var isEncrypt: Int?

    public var key: String { serial }

    public init(
        serial: String, name: String, model: String, firmware: String = "", status: Int?, isEncrypt: Int? = nil
    ) {
        self.serial = serial
        self.name = name
        self.model = model
        self.firmware = firmware
        self.status = status
        self.isEncrypt = isEncrypt
    }
}

/// What `camera/list` (doc 674) or `device/camera/list` (doc 1478) says of one own channel.
public struct ChannelListing: Listed, Hashable {
    public var serial: String
    public var channel: Int
    public var name: String
    public var isEncrypt: Int?
    /// Counts only where the device's own list says it; that of all cameras is deprecated.
    public var status: Int?

    public var key: ChannelKey { ChannelKey(serial: serial, channel: channel) }

    public init(serial: String, channel: Int, name: String, isEncrypt: Int?, status: Int? = nil) {
        self.status = status
        self.serial = serial
        self.channel = channel
        self.name = name
        self.isEncrypt = isEncrypt
    }
}

/// What `trust/device/list` (doc 824) says of one hosted channel.
public struct HostedListing: Listed, Hashable {
    public var serial: String
    public var channel: Int?
    public var deviceName: String
    public var channelName: String
    public var customName: String
    public var status: Int?

    public var key: ChannelKey { ChannelKey(serial: serial, channel: channel) }

    public init(
        serial: String, channel: Int?, deviceName: String, channelName: String, customName: String, status: Int?
    ) {
        self.serial = serial
        self.channel = channel
        self.deviceName = deviceName
        self.channelName = channelName
        self.customName = customName
        self.status = status
    }
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

/// What `device/info` (doc 672) says of one device.
public struct DeviceReport: Hashable, Sendable {
    public var serial: String
    public var name: String
    public var model: String
    public var status: Int?
    public var isEncrypt: Int?
    /// The platform's own category says that it runs on a battery.
    public var battery: Bool

    public init(serial: String, name: String, model: String, status: Int?, isEncrypt: Int?, battery: Bool = false) {
        self.serial = serial
        self.name = name
        self.model = model
        self.status = status
        self.isEncrypt = isEncrypt
        self.battery = battery
    }
}

extension Status {
    /// 1 online, 0 offline; any other number is kept, so that it can be shown (docs 673, 824).
    public init(code: Int) {
        switch code {
        case 1: self = .online
        case 0: self = .offline
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
