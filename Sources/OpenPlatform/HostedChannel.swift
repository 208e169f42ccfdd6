/// One channel of a device that was hosted to the app, as `trust/cancel` (doc 826) wants it: `SERIAL:CH`.
public struct HostedChannel: Hashable, Sendable {
    /// What one call takes at most.
    public static let most = 5

    public var serial: String
    public var channel: Int

    public init(serial: String, channel: Int) {
        self.serial = serial
        self.channel = channel
    }

    var text: String { "\(serial):\(channel)" }
}

/// A row of the reply to `trust/cancel`. Not every reply has any.
struct CancelledRow: Decodable {
    var serial: String
    var isSuccess: Bool

    private enum Keys: String, CodingKey {
        case deviceSerial, isSuccess
    }

    init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Keys.self)
        serial = try data.decode(String.self, forKey: .deviceSerial)
        isSuccess = try data.decode(Bool.self, forKey: .isSuccess)
    }
}
