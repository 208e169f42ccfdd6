import Vocabulary

/// What to ask of `live/address/get` (doc 1414).
public struct AddressRequest: Hashable, Sendable {
    public var serial: String
    /// Counted from 1; nil leaves it to the platform, which takes the first.
    public var channel: Int?
    public var liveProtocol: LiveProtocol
    public var quality: Quality
    /// Seconds, 30 s to 720 days; nil leaves it to the platform.
    public var life: Int?
    /// Whether the stream may be H.265: some devices ship with it, and say nothing in H.264. nil leaves it to the platform.
    public var takesH265: Bool?
    /// The verification code, for the ezopen address of an encrypted camera. It then stands in the address.
    public var code: Secret?

    public init(
        serial: String, channel: Int?, liveProtocol: LiveProtocol = .hls, quality: Quality = .hd, life: Int? = nil,
        takesH265: Bool? = nil, code: Secret? = nil
    ) {
        self.serial = serial
        self.channel = channel
        self.liveProtocol = liveProtocol
        self.quality = quality
        self.life = life
        self.takesH265 = takesH265
        self.code = code
    }
}
