/// What to ask of `live/address/get`.
public struct AddressRequest: Hashable, Sendable {
    public var serial: String
    public var channel: Int?
    /// 1 ezopen, 2 hls, 3 rtmp, 4 flv, 5 llhls.
    public var protocolNumber: Int
    /// 1 HD, 2 SD.
    public var quality: Int
    /// Seconds, 30 s to 720 days; nil leaves it to the platform.
    public var life: Int?

    public init(serial: String, channel: Int?, protocolNumber: Int, quality: Int, life: Int?) {
        self.serial = serial
        self.channel = channel
        self.protocolNumber = protocolNumber
        self.quality = quality
        self.life = life
    }
}
