import FoundationEssentials

/// The account's lists. Only `trust/device/list` knows hosted devices (doc 673: "不支持查询托管设备").
extension Cloud {
    /// Doc 673 by page number, doc 3947 by cursor: an `id` asks for the rows from that item on, "0" for the first ones.
    mutating func deviceList(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let devices = try token(of: call, at: now).kind == .own ? roster.own : []
        guard let cursor = call["id"] else {
            return try page(call, of: devices, pages: 400) { cloud, device in
                cloud.deviceRow(cloud.roster.devices[device], at: now)
            }
        }
        let size = try call.integer("pageSize", default: 10, in: 1...50)
        let first = cursor == "0" ? 0 : devices.firstIndex { itemID(roster.devices[$0]) == cursor }
        guard let first else { throw .parameter }
        let next = first + size
        let data = devices.dropFirst(first).prefix(size).map { deviceRow(roster.devices[$0], at: now) }
        let nextID = next < devices.count ? itemID(roster.devices[devices[next]]) : ""
        return [
            "data": .array(data),
            "page": [
                "total": .number(turnPage(of: call.path) ?? devices.count), "size": .number(size), "nextId": .string(nextID),
            ],
        ]
    }

    /// Doc 674: a row per camera. `status` is deprecated there and still sent.
    mutating func cameraList(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let cameras = try token(of: call, at: now).kind == .own ? roster.ownCameras : []
        return try page(call, of: cameras) { cloud, camera in
            let device = cloud.roster.devices[camera.device]
            let channel = device.channels[camera.channel]
            return [
                "deviceSerial": .string(device.serial), "channelNo": .number(channel.number),
                "channelName": .string(channel.name), "status": .number(cloud.status(of: device, at: now)),
                "isShared": "0", "picUrl": "https://i.ys7.com/assets/imgs/public/homeDevice.jpeg",
                "isEncrypt": .number(cloud.reportsEncrypted(device, at: now) ? 1 : 0), "videoLevel": 2, "permission": -1,
                "isAdd": 1,
            ]
        }
    }

    /// Doc 824: a row per camera, without encryption.
    mutating func hostedList(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let kind = try token(of: call, at: now).kind
        guard try call.required("version") == "3.0" else { throw .parameter }
        guard trustListAccepts.contains(kind) else { throw Refusal(code: "10031", message: "账号无权限访问此设备") }
        return try page(call, of: roster.hostedCameras) { cloud, camera in
            let device = cloud.roster.devices[camera.device]
            let channel = device.channels[camera.channel]
            return [
                "deviceSerial": .string(device.serial), "deviceName": .string(device.name),
                "cameraName": .string(channel.name), "channelNo": .number(channel.number),
                "customName": .string(device.hosting?.customName ?? ""),
                "deviceTrustId": .string(device.hosting?.trustID ?? ""),
                "status": .number(cloud.status(of: device, at: now)), "isAdd": 1,
            ]
        }
    }

    private func deviceRow(_ device: SimulatedDevice, at now: Date) -> JSON {
        [
            "id": .string(itemID(device)), "deviceSerial": .string(device.serial), "deviceName": .string(device.name),
            "deviceType": .string(device.model), "status": .number(status(of: device, at: now)), "defence": 0,
            "deviceVersion": "V5.3.8 build 240620", "addTime": 1_693_806_032_741, "updateTime": 1_766_124_737_000,
            "parentCategory": .string(device.category), "riskLevel": 0, "netAddress": nil,
        ]
    }

    /// 32 hexadecimal digits that stay the same for a device.
    private func itemID(_ device: SimulatedDevice) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in device.serial.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return "0043" + String(repeating: "0", count: 28 - digits.count) + digits
    }
}
