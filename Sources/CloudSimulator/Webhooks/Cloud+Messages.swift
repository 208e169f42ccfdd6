import FoundationEssentials

extension Cloud {
    /// What the platform would push because of a change, as the fleet is after it.
    func messages(for change: Change, at now: Date) -> [PushMessage] {
        switch change {
        case .status(let serial, let value):
            guard let device = roster[serial], value == 0 || value == 1 else { return [] }
            return [.status(device, isOnline: value == 1, at: now)]
        case .alarm(let serial, let kind):
            guard let device = roster[serial] else { return [] }
            return [.alarm(device, kind)]
        default: return []
        }
    }
}

extension PushMessage {
    static func status(_ device: SimulatedDevice, isOnline: Bool, at now: Date) -> PushMessage {
        PushMessage(
            type: "ys.onoffline", serial: device.serial, channel: 0,
            body: [
                "devType": .string(device.model), "msgType": .string(isOnline ? "ONLINE" : "OFFLINE"),
                "subSerial": .string(device.serial), "occurTime": .string(BeijingTime.text(now)),
                "deviceName": .string(device.name),
            ])
    }

    static func alarm(_ device: SimulatedDevice, _ kind: String) -> PushMessage {
        PushMessage(
            type: "ys.alarm", serial: device.serial, channel: device.channels.first?.number ?? 1,
            body: [
                "alarmType": .string(kind), "devSerial": .string(device.serial), "checksum": .string("never-kept"),
                "pictureList": .array([.object(["url": .string("https://example.invalid/never-kept.jpg")])]),
            ])
    }
}
