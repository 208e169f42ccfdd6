/// One app of the open platform as the configuration names it (`home`). One account = one API token.
public typealias AccountName = String

/// A thing with a serial. Encryption belongs to the device, so one switch is one call for all of its channels.
public struct DeviceID: Hashable, Comparable, Codable, Sendable {
    public var account: AccountName
    public var serial: String

    public init(account: AccountName, serial: String) {
        self.account = account
        self.serial = serial
    }

    public static func < (a: DeviceID, b: DeviceID) -> Bool {
        (a.account, a.serial) < (b.account, b.serial)
    }
}

/// One channel of a device, or the device itself where it has no channel (`channel == nil`).
/// Selection, marks and addresses follow this identity, never a row of the screen.
public struct CameraID: Hashable, Comparable, Codable, Sendable {
    public var device: DeviceID
    public var channel: Int?

    public init(device: DeviceID, channel: Int?) {
        self.device = device
        self.channel = channel
    }

    public init(account: AccountName, serial: String, channel: Int?) {
        self.init(device: DeviceID(account: account, serial: serial), channel: channel)
    }

    public var account: AccountName { device.account }
    public var serial: String { device.serial }

    public static func < (a: CameraID, b: CameraID) -> Bool {
        a.device == b.device ? (a.channel ?? 0) < (b.channel ?? 0) : a.device < b.device
    }
}
