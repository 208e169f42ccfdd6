import FoundationEssentials

/// Reads of one device.
extension Cloud {
    /// Doc 672.
    func deviceInfo(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        return [
            "data": [
                "deviceSerial": .string(device.serial), "deviceName": .string(device.name),
                "localName": .string(device.name), "model": .string(device.model),
                "status": .number(status(of: device, at: now)), "defence": 0,
                "isEncrypt": .number(reportsEncrypted(device, at: now) ? 1 : 0), "alarmSoundMode": 2, "offlineNotify": 0,
                "category": .string(device.model), "parentCategory": .string(device.category),
                "updateTime": 1_766_124_737_000, "netType": "wireless", "signal": "86%", "riskLevel": 0,
                "netAddress": "203.0.113.7", "localAddress": "192.168.1.20", "netName": "wlan0", "ssid": "",
            ]
        ]
    }

    /// What the device can do, each as the text of a number.
    func capacity(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        return [
            "data": [
                "support_encrypt": .string(device.cannot.contains(.encrypt) ? "0" : "1"),
                "support_capture": .string(device.cannot.contains(.capture) ? "0" : "1"), "support_defence": "0",
                "support_ptz": "0",
                "ptz_left_right": "0", "ptz_top_bottom": "0", "support_talk": "0", "support_privacy": "0",
            ]
        ]
    }

    /// Doc 1478.
    func deviceCameraList(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        let rows: [JSON] = device.channels.map { channel in
            [
                "deviceSerial": .string(device.serial), "ipcSerial": .string(device.serial),
                "channelNo": .number(channel.number), "deviceName": .string(device.name),
                "localName": .string(device.name), "channelName": .string(channel.name),
                "localChannelName": .string("Camera \(channel.number)"), "status": .number(status(of: channel, device, at: now)),
                "isShared": "0", "picUrl": "https://i.ys7.com/assets/imgs/public/homeDevice.jpeg",
                "isEncrypt": .number(reportsEncrypted(device, at: now) ? 1 : 0), "videoLevel": 2,
                "relatedIpc": .bool(false), "isAdd": 1, "devType": .string(device.model),
            ]
        }
        return ["data": .array(rows)]
    }

    /// Doc 676. Its envelope stands under `result`.
    func channelStatus(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        let rows = device.channels.map { channel -> JSON in
            ["superDevChannel": .number(channel.number), "status": .number(status(of: channel, device, at: now))]
        }
        return [
            "data": [
                "deviceSerial": .string(device.serial), "status": .number(status(of: device, at: now)),
                "channelInfoList": .array(rows),
            ]
        ]
    }

    /// How the device is connected; no page describes it, published clients ask it.
    func connectionInfo(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        return [
            "data": [
                "deviceSerial": .string(device.serial), "localIp": "192.168.1.20", "natIp": "203.0.113.7", "netType": "wireless",
            ]
        ]
    }

    /// Doc 675. The page says `channel`; clients send `channelNo` as well.
    func deviceStatus(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .get, at: now)
        let name = call["channel"] == nil ? "channelNo" : "channel"
        let number = try call.integer(name, default: 1, in: 0...Int(Int32.max))
        guard device.channels.contains(where: { $0.number == number }) else { throw .noChannelOfUser }
        return [
            "data": [
                "privacyStatus": 0, "pirStatus": -2, "alarmSoundMode": 2, "battryStatus": .number(device.battery ?? -1),
                "lockSignal": -1, "diskNum": 1, "diskState": "0---------------", "cloudType": 0, "cloudStatus": -1,
                "nvrDiskNum": .number(device.category == "NVR" ? 1 : 0), "nvrDiskState": "0---------------",
                "netAddress": "203.0.113.7", "signal": 86, "wakeUpStatus": .number(device.battery == nil ? -1 : 1),
            ]
        ]
    }
}
