import FoundationEssentials

extension Cloud {
    /// What the platform would push because of a change, as the fleet is after it.
    func messages(for change: Change, at now: Date) -> [PushMessage] {
        switch change {
        case .status(let serial, let value):
            guard let device = roster[serial], value == 0 || value == 1 else { return [] }
            return [
                PushMessage(
                    type: "ys.onoffline", serial: serial, channel: 0,
                    body: [
                        "devType": .string(device.model), "msgType": .string(value == 1 ? "ONLINE" : "OFFLINE"),
                        "subSerial": .string(serial), "occurTime": .string(BeijingTime.text(now)),
                        "deviceName": .string(device.name),
                    ])
            ]
        case .alarm(let serial, let kind):
            guard let device = roster[serial] else { return [] }
            return [
                PushMessage(
                    type: "ys.alarm", serial: serial, channel: device.channels.first?.number ?? 1,
                    body: [
                        "alarmType": .string(kind), "devSerial": .string(serial), "checksum": .string("never-kept"),
                        "pictureList": .array([.object(["url": .string("https://example.invalid/never-kept.jpg")])]),
                    ])
            ]
        default: return []
        }
    }
}
