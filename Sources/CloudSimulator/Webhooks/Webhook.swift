import FoundationEssentials

/// Where messages are pushed to, and how (docs 558, 5128).
public struct Webhook: Hashable, Codable, Sendable {
    public var url: String
    /// What signs them; without one they carry no signature.
    public var secret: String?
    /// How often a message that was not taken is sent again, 1 to 3 times.
    public var retries: Int

    public init(url: String, secret: String?, retries: Int = 1) {
        self.url = url
        self.secret = secret
        self.retries = retries
    }
}

/// A message as it is pushed.
struct PushMessage: Hashable, Sendable {
    var type: String
    var serial: String
    var channel: Int
    var body: [String: JSON]

    /// All of it, under a name of its own.
    func json(name: String, at now: Date) -> JSON {
        let header: [String: JSON] = [
            "type": .string(type), "deviceId": .string(serial), "channelNo": .number(channel),
            "messageId": .string(name), "messageTime": .number(Int(now.timeIntervalSince1970 * 1000)),
        ]
        return .object(["header": .object(header), "body": .object(body)])
    }
}
