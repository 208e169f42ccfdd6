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

extension ChannelStates: Decodable {
    private enum Keys: String, CodingKey {
        case deviceSerial, channelInfoList
    }

    private struct Channel: Decodable, Sendable {
        var number: Int
        var status: Int

        private enum Keys: String, CodingKey {
            case superDevChannel, status
        }

        init(from decoder: any Decoder) throws {
            let row = try decoder.container(keyedBy: Keys.self)
            guard let number = row.number(.superDevChannel), let status = row.number(.status) else { throw UnreadableRow() }
            (self.number, self.status) = (number, status)
        }
    }

    public init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: Keys.self)
        guard let serial = reply.identifier(.deviceSerial) else { throw UnreadableRow() }
        let rows = try? reply.decodeIfPresent(Rows<Channel>.self, forKey: .channelInfoList)
        self.init(
            serial: serial,
            channels: Dictionary((rows?.readable ?? []).map { ($0.number, $0.status) }) { first, _ in first })
    }
}
