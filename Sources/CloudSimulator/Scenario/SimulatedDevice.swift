/// A device as it really is, whatever the calls say of it.
public struct SimulatedDevice: Hashable, Sendable {
    /// What a model may lack; `device/capacity` says so.
    public enum Capability: String, Hashable, Codable, Sendable, CaseIterable {
        case encrypt, capture
    }

    public var serial: String
    public var name: String
    public var model: String
    /// 1 online, 0 offline; any other number is passed on as it is, and the device then answers.
    public var status: Int
    public var encrypted: Bool
    /// The six letters on the label. A wrong one is refused with 20010.
    public var verificationCode: String
    /// Whether `encrypt/off` without the code is refused too. The pages contradict each other here, and so do devices.
    public var wantsCode: Bool
    /// What is left in the battery, in percent; nil for a device that has none.
    public var battery: Int?
    public var channels: [SimulatedChannel]
    public var cannot: Set<Capability>
    /// Set for a device that somebody else delegated to the account.
    public var hosting: Hosting?

    public init(
        serial: String, name: String, model: String, status: Int = 1, encrypted: Bool = false,
        verificationCode: String = "ABCDEF", wantsCode: Bool = false, battery: Int? = nil,
        channels: [SimulatedChannel]? = nil, cannot: Set<Capability> = [], hosting: Hosting? = nil
    ) {
        self.cannot = cannot
        self.serial = serial
        self.name = name
        self.model = model
        self.status = status
        self.encrypted = encrypted
        self.verificationCode = verificationCode
        self.wantsCode = wantsCode
        self.battery = battery
        self.channels = channels ?? [SimulatedChannel(number: 1, name: name)]
        self.hosting = hosting
    }

    /// Recorders are those with several channels; the platform's word for anything else here is IPC.
    var category: String { channels.count > 1 ? "NVR" : "IPC" }
}

extension SimulatedDevice: Codable {
    private enum CodingKeys: CodingKey {
        case serial, name, model, status, encrypted, verificationCode, wantsCode, battery, channels, cannot, hosting
    }

    /// Only the serial must be there: a device that is added at run time is then one short line.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let serial = try values.decode(String.self, forKey: .serial)
        self.init(
            serial: serial,
            name: try values.decodeIfPresent(String.self, forKey: .name) ?? serial,
            model: try values.decodeIfPresent(String.self, forKey: .model) ?? "CS-C6N",
            status: try values.decodeIfPresent(Int.self, forKey: .status) ?? 1,
            encrypted: try values.decodeIfPresent(Bool.self, forKey: .encrypted) ?? false,
            verificationCode: try values.decodeIfPresent(String.self, forKey: .verificationCode) ?? "ABCDEF",
            wantsCode: try values.decodeIfPresent(Bool.self, forKey: .wantsCode) ?? false,
            battery: try values.decodeIfPresent(Int.self, forKey: .battery),
            channels: try values.decodeIfPresent([SimulatedChannel].self, forKey: .channels),
            cannot: try values.decodeIfPresent(Set<Capability>.self, forKey: .cannot) ?? [],
            hosting: try values.decodeIfPresent(Hosting.self, forKey: .hosting))
    }
}
