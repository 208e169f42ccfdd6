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

    public init(
        serial: String, channel: Int? = nil, deviceName: String, channelName: String, customName: String, trustID: String? = nil,
        status: Int? = nil
    ) {
        self.serial = serial
        self.channel = channel
        self.deviceName = deviceName
        self.channelName = channelName
        self.customName = customName
        self.trustID = trustID
        self.status = status
    }
}
