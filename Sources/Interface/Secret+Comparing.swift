import CCrypto
import Vocabulary

extension Secret {
    /// Whether somebody has shown it, found out in a time that tells nothing of how much of it was right.
    func isSame(as shown: String) -> Bool {
        guard let one = Self.digest(shown), let other = Self.digest(value) else { return false }
        return CRYPTO_memcmp(one, other, one.count) == 0
    }

    private static func digest(_ text: String) -> [UInt8]? {
        var digest = [UInt8](repeating: 0, count: 32)
        let bytes = Array(text.utf8)
        return EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 ? digest : nil
    }
}
