/// A row of `camera/list` (doc 674) or `device/camera/list` (doc 1478): one channel.
public struct ChannelRow: Hashable, Sendable {
    public var serial: String
    public var channel: Int
    public var name: String
    /// Deprecated in `camera/list`; 0, 1, −1 (not reported) in `device/camera/list`.
    public var status: Int?
    public var isEncrypt: Int?

    public init(serial: String, channel: Int, name: String, status: Int? = nil, isEncrypt: Int? = nil) {
        self.serial = serial
        self.channel = channel
        self.name = name
        self.status = status
        self.isEncrypt = isEncrypt
    }
}
