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
    /// A playlist that is no more: HTTP's own number.
    public static let addressExpired = "404"

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
        quotaReached: .waitUntilTomorrow,
        "10028": .waitUntilTomorrow,
    ]
}
