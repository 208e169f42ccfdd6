import Vocabulary

/// One app of the open platform: its key and secret, where it is registered, and which devices are asked for.
public struct Account: Hashable, Sendable {
    public var name: String
    public var place: AccountPlace
    public var appKey: String
    public var secret: SecretSource
    /// Never empty; each source once.
    public var devices: [Source]
    /// Serials and the code on their label, for devices that want it before encryption is lifted.
    public var verificationCodes: [String: Secret]

    public init(
        name: String, place: AccountPlace = .region(.cn), appKey: String, secret: SecretSource,
        devices: [Source] = [.own], verificationCodes: [String: Secret] = [:]
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
    case region(Region)
    /// Scheme, host, port and path, without a slash at its end.
    case baseURL(String)
}
