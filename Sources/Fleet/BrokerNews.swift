/// What happens between eztop and the broker to which it publishes (MQTT), for the log.
public enum BrokerNews: Hashable, Codable, Sendable {
    /// States stand at this broker from now on, below this topic.
    case publishing(broker: String, topic: String)
    /// None come there until that is mended; it is tried again.
    case failed(BrokerFault, broker: String)
    /// Somebody there has switched a device's encryption.
    case switched(serial: String, on: Bool)
    /// He wanted to.
    case notSwitched(serial: String, on: Bool, SwitchRefusal)

    /// Something is not as it should be.
    public var isFault: Bool {
        switch self {
        case .failed, .notSwitched: true
        case .publishing, .switched: false
        }
    }
}

/// Why nothing is published.
public enum BrokerFault: Error, Hashable, Codable, Sendable {
    /// libmosquitto is not installed.
    case noLibrary
    /// The password's file cannot be used any more.
    case noPassword
    /// By the system's or the library's own word.
    case unreachable(reason: String)
    /// TLS could not be agreed on: the certificate is another host's, or nobody's that is trusted.
    case insecure(reason: String)
    /// User or password are wrong, or he may not come in.
    case unwelcome
    /// Turned away with another number of MQTT's.
    case refused(code: Int)
    /// It let eztop in, and broke off.
    case lost(reason: String)
    /// The same, again and again: somebody else comes in by the same name.
    case ousted

    /// The same thing to say, though its words differ.
    public func isSameKind(as other: BrokerFault) -> Bool {
        switch (self, other) {
        case (.unreachable, .unreachable), (.insecure, .insecure), (.lost, .lost): true
        default: self == other
        }
    }
}

/// Why an encryption was not switched that somebody wanted to switch by way of the broker.
public enum SwitchRefusal: Hashable, Codable, Sendable {
    /// One switch of that device is under way, or too many others are.
    case busy
    /// The platform wants the device's verification code, and the configuration has none, or another one.
    case wantsCode, refusesCode
    case failed(ServiceError)

    /// - Returns: nil where it was switched, or was so already.
    public init?(_ outcome: EncryptionOutcome) {
        switch outcome {
        case .done, .already: return nil
        case .wantsCode: self = .wantsCode
        case .refusesCode: self = .refusesCode
        case .failed(let trouble): self = .failed(trouble)
        }
    }
}
