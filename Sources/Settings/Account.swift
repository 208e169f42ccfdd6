/// One app of the open platform: its key and secret, where it is registered, and which devices are asked for.
public struct Account: Hashable, Sendable {
    public var name: String
    public var place: AccountPlace
    public var appKey: String
    public var secret: SecretSource
    /// Never empty; each source once.
    public var devices: [DeviceSource]
    /// Serials and the code on their label, for devices that want it before encryption is lifted.
    public var verificationCodes: [String: Secret]

    public init(
        name: String, place: AccountPlace = .region(.cn), appKey: String, secret: SecretSource,
        devices: [DeviceSource] = [.own], verificationCodes: [String: Secret] = [:]
    ) {
        self.name = name
        self.place = place
        self.appKey = appKey
        self.secret = secret
        self.devices = devices
        self.verificationCodes = verificationCodes
    }
}

/// Where an account is registered.
public enum AccountPlace: Hashable, Sendable {
    case region(RegionName)
    /// Scheme, host, port and path, without a slash at its end.
    case baseURL(String)
}

/// The platform's regions, by their names in the configuration.
public enum RegionName: String, CaseIterable, Hashable, Sendable {
    case cn, eu, us, sa, sg
    case india = "in"
    case ru
}

/// Whose devices an account shows: its own, those hosted to it (托管), or both.
public enum DeviceSource: String, CaseIterable, Hashable, Sendable {
    case own, hosted
}
