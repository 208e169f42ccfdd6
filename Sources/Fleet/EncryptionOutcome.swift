/// How a switch of a device's encryption ended.
public enum EncryptionOutcome: Hashable, Codable, Sendable {
    case done
    /// 60016 or 60019: it was so already.
    case already
    /// 20010 or 10001: the cloud wants the device's verification code, and none was sent.
    case wantsCode(code: String, message: String)
    /// The same, and the one that was sent is not it.
    case refusesCode(code: String, message: String)
    case failed(ServiceError)
}
