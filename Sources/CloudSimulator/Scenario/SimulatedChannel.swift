/// One camera of a device.
public struct SimulatedChannel: Hashable, Codable, Sendable {
    public var number: Int
    public var name: String
    public var stream: SimulatedStream
    public var codec: SimulatedCodec
    /// Seconds for which a stream that nobody watches answers 404 after its first request.
    public var warmUp: Double
    /// As calls that speak of channels report it: 1 online, 0 offline, −1 or 2 not reported; nil is what the device is. The lists
    /// of all cameras never tell.
    public var status: Int?

    public init(
        number: Int, name: String, stream: SimulatedStream = .playing, codec: SimulatedCodec = .h264, warmUp: Double = 0,
        status: Int? = nil
    ) {
        self.status = status
        self.number = number
        self.name = name
        self.stream = stream
        self.codec = codec
        self.warmUp = warmUp
    }
}

/// Whether a camera's stream fits an address that was asked with `supportH265=1`, or without.
public enum SimulatedCodec: String, Hashable, Codable, CaseIterable, Sendable {
    /// It fits both.
    case h264
    /// Asked without, its playlist says 9053.
    case h265
    /// The other way around: asked with, its playlist says 9053.
    case h264Only = "h264-only"
}

extension SimulatedChannel {
    private enum CodingKeys: CodingKey {
        case number, name, stream, codec, warmUp, status
    }

    /// Only number and name must be there.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try values.decode(Int.self, forKey: .number), name: try values.decode(String.self, forKey: .name),
            stream: try values.decodeIfPresent(SimulatedStream.self, forKey: .stream) ?? .playing,
            codec: try values.decodeIfPresent(SimulatedCodec.self, forKey: .codec) ?? .h264,
            warmUp: try values.decodeIfPresent(Double.self, forKey: .warmUp) ?? 0,
            status: try values.decodeIfPresent(Int.self, forKey: .status))
    }
}
