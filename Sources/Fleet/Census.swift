/// How much of everything a fleet has: what its calls are counted from.
public struct Census: Hashable, Sendable {
    public var devices = 0
    public var channels = 0
    public var hostedChannels = 0
    public var hostedDevices = 0
    /// Cameras that an address can be had of, by all that is known.
    public var askable = 0

    public init(devices: Int = 0, channels: Int = 0, hostedChannels: Int = 0, hostedDevices: Int = 0, askable: Int = 0) {
        self.devices = devices
        self.channels = channels
        self.hostedChannels = hostedChannels
        self.hostedDevices = hostedDevices
        self.askable = askable
    }
}
