/// What to ask of `live/address/get`.
public struct AddressRequest: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public var serial: String
    public var channel: Int?
    /// 1 ezopen, 2 hls, 3 rtmp, 4 flv, 5 llhls.
    public var protocolNumber: Int
    /// 1 HD, 2 SD.
    public var quality: Int
    /// Seconds, 30 s to 720 days; nil leaves it to the platform.
    public var life: Int?
    /// Whether the stream may be H.265: some devices ship with it, and say nothing in H.264. nil leaves it to the platform.
    public var takesH265: Bool?
    /// The verification code, for the ezopen address of an encrypted camera. It then stands in the address.
    public var code: String?

    public init(
        serial: String, channel: Int?, protocolNumber: Int, quality: Int, life: Int?, takesH265: Bool? = nil, code: String? = nil
    ) {
        self.serial = serial
        self.channel = channel
        self.protocolNumber = protocolNumber
        self.quality = quality
        self.life = life
        self.takesH265 = takesH265
        self.code = code
    }

    /// Without the code.
    public var description: String { "address of \(serial):\(channel ?? 1), protocol \(protocolNumber)" }

    public var customMirror: Mirror { Mirror(self, children: ["serial": serial]) }
}
