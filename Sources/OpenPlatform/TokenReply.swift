import FoundationEssentials

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
