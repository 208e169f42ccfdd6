import Fleet

/// How switching the encryption of a device ended.
public enum EncryptionOutcome: Hashable, Sendable {
    /// The cloud took it; the rows show it as pending until an answer confirms it.
    case done
    /// It was so before (60016, 60019).
    case already
    /// The cloud wants the device's verification code, or another one than was sent (20010, 10001): its code and own words.
    case wantsCode(code: String, message: String)
    case failed(Trouble)
}
