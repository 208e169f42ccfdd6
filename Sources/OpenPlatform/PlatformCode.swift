/// The codes of the platform that the program knows by name, and what each means for asking again.
public enum PlatformCode {
    public static let ok = "200"
    public static let tokenExpired = "10002"
    public static let quotaReached = "10007"
    public static let tooFrequent = "10029"
    public static let noPermission = "10031"
    public static let deviceOffline = "20007"
    public static let wrongValidateCode = "20010"
    public static let notYourDevice = "20018"
    /// `encrypt/off` where there is no encryption: nothing to do.
    public static let alreadyOff = "60016"
    /// `encrypt/on` where it is on; of `live/address/get`: no address while it is on.
    public static let alreadyOn = "60019"
    /// The device is being upgraded, or restarts: it will answer by and by.
    public static let upgrading = "60014"
    public static let restarting = "60015"
    /// A playlist that is not there: HTTP's own number.
    public static let noPlaylist = "404"
    /// What players say of an address whose end has passed.
    public static let addressExpired = "4058"
    /// The stream is of a codec that the address does not carry; or there is no stream of this kind at all.
    public static let codecNotSupported = "9053"

    /// What to do about a code. One that is not known is never tried again by itself.
    public static func retryClass(_ code: String) -> RetryClass {
        classes[code] ?? .never
    }

    /// All codes after which asking again has a chance; after all others it has none.
    private static let classes: [String: RetryClass] = [
        tokenExpired: .refetchToken,
        "10014": .refetchToken,
        "10018": .refetchToken,
        tooFrequent: .wait,
        "20006": .wait,
        "20008": .wait,
        "49999": .wait,
        "50000": .wait,
        upgrading: .wait,
        restarting: .wait,
        "60083": .wait,
        "60084": .wait,
        quotaReached: .waitForQuota,
        "10028": .waitForQuota,
    ]
}
