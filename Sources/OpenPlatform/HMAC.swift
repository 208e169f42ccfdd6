import CCrypto
import FoundationEssentials

/// HMAC-SHA1 (RFC 2104) as forty digits; empty where libcrypto refuses.
public enum HMAC {
    public static func digits(of text: some Sequence<UInt8>, key: some Sequence<UInt8>) -> String {
        let key = Array(key), text = Array(text)
        var digest = [UInt8](repeating: 0, count: 20)
        guard eztop_hmac_sha1(key, Int32(key.count), text, text.count, &digest) == 1 else { return "" }
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
