import FoundationEssentials

/// One page of a list. `total` is what the platform said of the whole, which may change while pages are read.
public struct Page<Row: Sendable>: Sendable {
    public var rows: [Row]
    public var total: Int?
    /// Rows that were there but could not be read: a serial missing or of the wrong type.
    public var unreadable: Int

    public init(rows: [Row], total: Int?, unreadable: Int = 0) {
        self.rows = rows
        self.total = total
        self.unreadable = unreadable
    }
}

/// A row of `device/list` (doc 673): own devices only, with no encryption flag on the Chinese platform.
public struct DeviceRow: Hashable, Sendable {
    public var serial: String
    public var name: String
    public var model: String
    /// 1 online, 0 offline; anything else is undocumented.
    public var status: Int?
    /// Only some regions send it.
    public var isEncrypt: Int?
}

/// A row of `camera/list` (doc 674) or `device/camera/list` (doc 1478): one channel.
public struct ChannelRow: Hashable, Sendable {
    public var serial: String
    public var channel: Int
    public var name: String
    /// Deprecated in `camera/list`; 0, 1, −1 (not reported) in `device/camera/list`.
    public var status: Int?
    public var isEncrypt: Int?
}

/// A row of `trust/device/list` (doc 824): one hosted channel.
public struct HostedRow: Hashable, Sendable {
    public var serial: String
    public var channel: Int?
    public var deviceName: String
    public var channelName: String
    /// The hosting user's own text for it; may be empty.
    public var customName: String
    public var trustID: String?
    /// 1 online, 0 offline, −1 as the page's own example prints it.
    public var status: Int?
}

/// The reply of `device/info` (doc 672).
public struct DeviceInfo: Hashable, Sendable {
    public var serial: String
    public var name: String
    public var model: String
    public var status: Int?
    public var isEncrypt: Int?
    public var category: String?
}

/// The reply of `v2/live/address/get` (doc 1414). `url` is a secret: whoever has it can watch.
public struct AddressReply: Hashable, Sendable {
    public var url: String
    public var id: String?
    /// From the URL's `expire=` (seconds since 1970), else from `expireTime`, read as Beijing time on the Chinese platform.
    public var expires: Date?
}
