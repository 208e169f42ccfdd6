import FoundationEssentials
import Vocabulary

// Only the fields below are read: all others may be missing, renamed or of any type.

extension DeviceRow: Decodable {
    private enum Keys: String, CodingKey {
        case deviceSerial, deviceName, deviceType, deviceVersion, status, isEncrypt
    }

    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Keys.self)
        guard let serial = row.identifier(.deviceSerial) else { throw UnreadableRow() }
        self.init(
            serial: serial, name: row.text(.deviceName) ?? "", model: row.text(.deviceType) ?? "",
            firmware: row.text(.deviceVersion) ?? "", status: row.number(.status), isEncrypt: row.number(.isEncrypt))
    }
}

extension ChannelRow: Decodable {
    private enum Keys: String, CodingKey {
        case deviceSerial, channelNo, channelName, status, isEncrypt
    }

    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Keys.self)
        guard let serial = row.identifier(.deviceSerial), let channel = row.channel(.channelNo) else {
            throw UnreadableRow()
        }
        self.init(
            serial: serial, channel: channel, name: row.text(.channelName) ?? "", status: row.number(.status),
            isEncrypt: row.number(.isEncrypt))
    }
}

extension HostedRow: Decodable {
    private enum Keys: String, CodingKey {
        case deviceSerial, channelNo, deviceName, cameraName, customName, deviceTrustId, status
    }

    public init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Keys.self)
        guard let serial = row.identifier(.deviceSerial) else { throw UnreadableRow() }
        self.init(
            serial: serial, channel: row.channel(.channelNo), deviceName: row.text(.deviceName) ?? "",
            channelName: row.text(.cameraName) ?? "", customName: row.text(.customName) ?? "",
            trustID: row.identifier(.deviceTrustId), status: row.number(.status))
    }
}

extension DeviceInfo: Decodable {
    private enum Keys: String, CodingKey {
        case deviceSerial, deviceName, model, status, isEncrypt, category
    }

    public init(from decoder: any Decoder) throws {
        let info = try decoder.container(keyedBy: Keys.self)
        guard let serial = info.identifier(.deviceSerial) else { throw UnreadableRow() }
        self.init(
            serial: serial, name: info.text(.deviceName) ?? "", model: info.text(.model) ?? "",
            status: info.number(.status), isEncrypt: info.number(.isEncrypt), category: info.text(.category))
    }
}

/// `data` of `device/capacity`: each field is the text of a number.
struct CapacityReply: Decodable {
    let capacity: Capacity

    private enum Keys: String, CodingKey {
        case support_encrypt, support_capture
    }

    init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: Keys.self)
        capacity = Capacity(
            encrypts: reply.number(.support_encrypt).map { $0 > 0 }, captures: reply.number(.support_capture).map { $0 > 0 })
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

extension KeyedDecodingContainer {
    /// A channel's number; recorders have at most a few hundred.
    fileprivate func channel(_ key: Key) -> Int? {
        number(key).flatMap { (0...65_535).contains($0) ? $0 : nil }
    }
}
