import CCrypto
import FoundationEssentials
import Vocabulary

/// What makes a pushed message believable (docs 558, 5128): its time is now, and its signature is hex(HMAC-SHA1(secret, body + t)).
public struct PushSignature: Sendable {
    /// Older or newer messages are repeats, or forged; in seconds.
    public static let window: TimeInterval = 300

    private let secret: Secret

    public init(secret: Secret) {
        self.secret = secret
    }

    /// - Parameter time: the header `t`, milliseconds since 1970.
    public func sign(_ body: Data, time: String) -> String {
        HMAC.digits(of: Array(body) + Array(time.utf8), key: secret.value.utf8)
    }

    /// What a message of the platform, and of now, is known by: its signature as it was computed here. nil for any other message.
    /// The comparison takes as long whatever is wrong.
    public func name(of body: Data, time: String?, signature: String?, at now: Date) -> String? {
        guard let time, let signature, let sent = Int64(time), time.utf8.count <= 16,
            abs(now.timeIntervalSince1970 - Double(sent) / 1000) <= Self.window
        else { return nil }
        let name = sign(body, time: time)
        let (own, its) = (Array(name.utf8), Array(signature.lowercased().utf8))
        return own.count == 40 && its.count == own.count && CRYPTO_memcmp(own, its, own.count) == 0 ? name : nil
    }

    /// What the platform's own name of a message is known by.
    public func name(ofID id: String) -> String { HMAC.digits(of: id.utf8, key: secret.value.utf8) }
}
