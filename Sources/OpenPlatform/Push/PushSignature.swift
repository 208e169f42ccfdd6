import CCrypto
import FoundationEssentials

/// What makes a pushed message believable (docs 558, 5128): its time is now, and its signature is hex(HMAC-SHA1(secret, body + t)).
public struct PushSignature: Sendable {
    /// Older or newer messages are repeats, or forged; in seconds.
    public static let window: TimeInterval = 300

    private let secret: String

    public init(secret: String) {
        self.secret = secret
    }

    /// - Parameter time: the header `t`, milliseconds since 1970.
    public func sign(_ body: Data, time: String) -> String {
        let key = Array(secret.utf8), text = Array(body) + Array(time.utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        guard eztop_hmac_sha1(key, Int32(key.count), text, text.count, &digest) == 1 else { return "" }
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Whether the message is of the platform, and of now. The comparison takes as long whatever is wrong.
    public func isGood(_ body: Data, time: String?, signature: String?, at now: Date) -> Bool {
        guard let time, let signature, let sent = Int64(time), time.utf8.count <= 16,
            abs(now.timeIntervalSince1970 - Double(sent) / 1000) <= Self.window
        else { return false }
        let (own, its) = (Array(sign(body, time: time).utf8), Array(signature.lowercased().utf8))
        return own.count == 40 && its.count == own.count && CRYPTO_memcmp(own, its, own.count) == 0
    }
}
