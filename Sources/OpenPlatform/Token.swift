import FoundationEssentials
import Vocabulary

/// A token of the platform, by whom it speaks for. Its value is a secret; printing one prints its kind and end only.
public struct Token: Hashable, Sendable, CustomStringConvertible {
    public var value: String
    /// For whose devices it speaks: `at.` for the account's own (doc 81), `da.` for all that other users hosted to the app (doc 822),
    /// and so `du.` for those of one of them (doc 820).
    public var kind: Source
    /// The platform says 7 days; a new token does not end an older one.
    public var expires: Date
    /// The base of every later call, which overseas replies name; nil on the Chinese platform.
    public var areaDomain: String?

    public init(value: String, kind: Source, expires: Date, areaDomain: String? = nil) {
        self.value = value
        self.kind = kind
        self.expires = expires
        self.areaDomain = areaDomain
    }

    public var description: String { "\(kind.rawValue) token until \(expires)" }
}

/// `data` of `token/get` (doc 81) and `trust/device/v2/token/get` (doc 822).
struct TokenReply: Decodable {
    var value: String?
    var expires: Date?
    var areaDomain: String?

    private enum Keys: String, CodingKey {
        case accessToken, expireTime, areaDomain
    }

    init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Keys.self)
        value = data.identifier(.accessToken, limit: 4096)
        expires = data.number(.expireTime).flatMap { Date(milliseconds: $0) }
        areaDomain = data.identifier(.areaDomain, limit: 256).flatMap { domain in
            SafeURL.cleaned(domain, schemes: ["https", "http"])?.withoutSlashAtEnd
        }
    }
}
