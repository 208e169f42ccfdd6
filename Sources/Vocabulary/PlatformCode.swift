/// The codes of the platform that the program knows by name, and what each means for asking again.
public enum PlatformCode {
    public static let ok = "200"

    /// A parameter is empty or malformed; of `token/get` it is the key.
    public static let wrongParameter = "10001"
    public static let tokenExpired = "10002"
    public static let noSuchUser = "10004"
    public static let keyFrozen = "10005"
    public static let quotaReached = "10007"
    public static let tokenOfAnotherKey = "10014"
    public static let noSuchKey = "10017"
    public static let keyOfAnotherToken = "10018"
    public static let tooManyKeys = "10027"
    public static let captureQuotaReached = "10028"
    public static let tooFrequent = "10029"
    public static let wrongSecret = "10030"
    public static let noPermission = "10031"
    public static let captureNotGranted = "10051"

    public static let noSuchChannel = "20001"
    public static let noSuchDevice = "20002"
    public static let networkTrouble = "20006"
    public static let deviceOffline = "20007"
    public static let deviceSlow = "20008"
    public static let wrongValidateCode = "20010"
    public static let notASerial = "20014"
    public static let notYourDevice = "20018"
    public static let notYourChannel = "20032"

    /// Of key and region together: not known there.
    public static let noSuchUserHere = "30001"
    public static let dataFault = "49999"
    public static let serverFault = "50000"

    /// The device is being upgraded, or restarts: it will answer by and by.
    public static let upgrading = "60014"
    public static let restarting = "60015"
    /// `encrypt/off` where there is no encryption: nothing to do.
    public static let alreadyOff = "60016"
    /// `encrypt/on` where it is on; of `live/address/get`: no address while it is on.
    public static let alreadyOn = "60019"
    /// The device does not know this command.
    public static let notSupported = "60020"
    public static let trafficUsedUp = "60061"
    /// The lens mask is being closed, or opened: a moment.
    public static let maskClosing = "60083"
    public static let maskOpening = "60084"

    /// A playlist that is not there: HTTP's own number.
    public static let noPlaylist = "404"
    /// What players say of an address whose end has passed.
    public static let addressExpired = "4058"
    /// ErrCodes of a playlist: as many as the plan allows are watching, or the device's package is not active; the plan's bandwidth is
    /// used up.
    public static let tooManyStreams = "9048"
    public static let bandwidthUsedUp = "9049"
    /// The stream is of a codec that the address does not carry; or there is no stream of this kind at all.
    public static let codecNotSupported = "9053"

    /// What was named is not there, is nothing that could be, or is somebody else's.
    public static func namesNothing(_ code: String) -> Bool {
        [noSuchChannel, noSuchDevice, notASerial, notYourDevice, notYourChannel].contains(code)
    }

    /// What to do about a code. One that is not known is never tried again by itself.
    public static func retryClass(_ code: String) -> RetryClass {
        classes[code] ?? .never
    }

    /// All codes after which asking again has a chance; after all others it has none.
    private static let classes: [String: RetryClass] = [
        tokenExpired: .refetchToken,
        tokenOfAnotherKey: .refetchToken,
        keyOfAnotherToken: .refetchToken,
        tooFrequent: .wait,
        networkTrouble: .wait,
        deviceSlow: .wait,
        dataFault: .wait,
        serverFault: .wait,
        upgrading: .wait,
        restarting: .wait,
        maskClosing: .wait,
        maskOpening: .wait,
        quotaReached: .waitForQuota,
        captureQuotaReached: .waitForQuota,
    ]
}
