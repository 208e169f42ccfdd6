/// The reply of `metadata/channel/status` (doc 676): how each channel of a device is.
public struct ChannelStates: Hashable, Sendable {
    public var serial: String
    /// By channel: 0 offline, 1 online, 2 not reported, which under hosting is a lack of permission.
    public var channels: [Int: Int]

    public init(serial: String, channels: [Int: Int]) {
        self.serial = serial
        self.channels = channels
    }
}
