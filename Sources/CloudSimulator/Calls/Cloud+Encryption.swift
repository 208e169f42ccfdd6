import FoundationEssentials

extension Cloud {
    /// Docs 697 and 698: the switch is the device's, so it must be online.
    mutating func encrypt(_ on: Bool, _ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .config, at: now)
        guard status(of: device, at: now) != 0 else { throw .offline }
        guard !device.cannot.contains(.encrypt) else { throw .unsupported }
        let isOn = isEncrypted(device, at: now)
        if on, isOn { throw .encrypted }
        if !on {
            guard isOn else { throw .notEncrypted }
            let code = call["validateCode"]
            if code == nil ? device.wantsCode : code != device.verificationCode { throw .wrongVerificationCode }
        }
        writes[device.serial] = EncryptionWrite(before: reportsEncrypted(device, at: now), at: now)
        settled.insert(device.serial)
        _ = roster.update(device.serial) { $0.encrypted = on }
        return [:]
    }
}
