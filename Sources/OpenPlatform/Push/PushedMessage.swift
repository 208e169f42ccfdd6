import FoundationEssentials

/// A message that the cloud pushed (docs 558, 5128), reduced to what eztop uses: hashes of passwords and pictures are not kept.
public struct PushedMessage: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// `ys.onoffline`.
        case status(isOnline: Bool)
        /// `ys.alarm`, with the platform's word or number for its kind.
        case alarm(kind: String)
        /// One of the other types; answered, and otherwise left alone.
        case other
    }

    /// The reply repeats it; not every message has one.
    public var id: String?
    public var serial: String?
    public var channel: Int?
    /// When the cloud says that it happened.
    public var sent: Date?
    public var content: Content

    /// nil for a body that is no message.
    public init?(_ body: Data) {
        guard let message = try? JSONDecoder().decode(Self.self, from: ReplyText.repaired(body)) else { return nil }
        self = message
    }

    private struct Header: Decodable {
        var id, serial, type: String?
        var channel, time: Int?

        private enum Keys: String, CodingKey { case messageId, deviceId, type, channelNo, messageTime }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Keys.self)
            id = values.identifier(.messageId)
            serial = values.identifier(.deviceId)
            type = values.identifier(.type)
            channel = values.number(.channelNo)
            time = values.number(.messageTime)
        }
    }

    private struct Body: Decodable {
        var serial, statusWord, alarmKind: String?

        private enum Keys: String, CodingKey { case subSerial, devSerial, msgType, alarmType }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Keys.self)
            serial = values.identifier(.subSerial) ?? values.identifier(.devSerial)
            statusWord = values.identifier(.msgType)?.uppercased()
            alarmKind = values.text(.alarmType, limit: 64)
        }
    }
}

/// As it is pushed, and as it lies in the account's queue.
extension PushedMessage: Decodable {
    private enum Keys: String, CodingKey { case header, body }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        let header = try values.decode(Header.self, forKey: .header), body = try? values.decode(Body.self, forKey: .body)
        id = header.id
        serial = header.serial ?? body?.serial
        channel = header.channel
        sent = header.time.flatMap { Date(milliseconds: $0) }
        switch (header.type, body?.statusWord) {
        case ("ys.onoffline", "ONLINE"): content = .status(isOnline: true)
        case ("ys.onoffline", "OFFLINE"): content = .status(isOnline: false)
        case ("ys.alarm", _): content = .alarm(kind: body?.alarmKind ?? "")
        default: content = .other
        }
    }
}
