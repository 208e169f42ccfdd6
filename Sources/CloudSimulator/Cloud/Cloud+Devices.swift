import FoundationEssentials

/// What the devices are like at a moment, and who may see them.
extension Cloud {
    /// As the calls report it: life may have taken the device offline.
    func status(of device: SimulatedDevice, at now: Date) -> Int {
        let isAway = life?.moment(at: now).offline == device.serial && !settled.contains(device.serial)
        return isAway ? 0 : device.status
    }

    /// As the calls that speak of channels report it.
    func status(of channel: SimulatedChannel, _ device: SimulatedDevice, at now: Date) -> Int {
        let whole = status(of: device, at: now)
        return whole == 0 ? 0 : channel.status ?? whole
    }

    /// As the device does it, which calls that go to the device notice at once.
    func isEncrypted(_ device: SimulatedDevice, at now: Date) -> Bool {
        let cameOn = life?.moment(at: now).encrypted == device.serial && !settled.contains(device.serial)
        return cameOn || device.encrypted
    }

    /// As the cloud's reads report it, which lag behind a switch.
    func reportsEncrypted(_ device: SimulatedDevice, at now: Date) -> Bool {
        if let write = writes[device.serial], now < write.at.addingTimeInterval(staleness) { return write.before }
        return isEncrypted(device, at: now)
    }

    /// The call's token; 10002 for one that is unknown, forgotten or expired.
    func token(of call: Call, named name: String = "accessToken", at now: Date) throws(Refusal) -> IssuedToken {
        guard let token = tokens[try call.required(name)], now < token.expires else { throw .token }
        return token
    }

    /// The call's device, if its token reaches it: own devices with an own token, hosted ones with a hosted token, or their
    /// user's, and the right.
    func device(_ call: Call, needs permission: Hosting.Permission, at now: Date) throws(Refusal) -> SimulatedDevice {
        let token = try token(of: call, at: now)
        let serial = try call.required("deviceSerial")
        let isWellFormed =
            serial.utf8.count <= 50
            && serial.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: ":")).contains($0)
            }
        guard isWellFormed else { throw .malformedSerial }
        guard let device = roster[serial], token.reaches(device) else { throw .foreignDevice }
        if let hosting = device.hosting, !hosting.permissions.contains(permission) { throw .notPermitted }
        return device
    }
}

extension IssuedToken {
    fileprivate func reaches(_ device: SimulatedDevice) -> Bool {
        switch kind {
        case .own: device.hosting == nil
        case .hosted: device.hosting != nil
        case .user: device.hosting.map { $0.trustID == owner } ?? false
        }
    }
}
