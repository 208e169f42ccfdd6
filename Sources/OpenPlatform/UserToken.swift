import FoundationEssentials
import Vocabulary

/// A token for the devices that one user hosted to the app (docs 820, 821), and what renews it: `Call.userToken`,
/// `Call.refreshedToken`. All of it is secret; printing one prints its end only.
public struct UserToken: Hashable, Sendable, CustomStringConvertible {
    /// `du.`: what calls about the user's devices are made with, as `token`.
    public var accessToken: String
    /// When calls are refused with 10002.
    public var expires: Date
    /// `rt.`: what the next one is had with.
    public var refreshToken: String
    /// The platform's name for the authorisation; a refresh wants it.
    public var openID: String
    /// The user, as `trust/device/list` names them; only the first reply has it.
    public var trustID: String?

    public init(accessToken: String, expires: Date, refreshToken: String, openID: String, trustID: String? = nil) {
        self.accessToken = accessToken
        self.expires = expires
        self.refreshToken = refreshToken
        self.openID = openID
        self.trustID = trustID
    }

    /// What `OpenPlatform.send` takes.
    public var token: Token { Token(value: accessToken, kind: .hosted, expires: expires) }

    public var description: String { "user token until \(expires)" }
}

/// `data` of docs 820 and 821. `expires_in` is a moment in epoch milliseconds, whatever its name says.
struct UserTokenReply: Decodable {
    var token: UserToken?

    private enum Keys: String, CodingKey {
        case access_token, expires_in, refresh_token, openId, device_trust_id
    }

    init(from decoder: any Decoder) throws {
        let data = try decoder.container(keyedBy: Keys.self)
        guard let accessToken = data.identifier(.access_token, limit: 4096),
            let expires = data.number(.expires_in).flatMap({ Date(milliseconds: $0) }),
            let refreshToken = data.identifier(.refresh_token, limit: 4096), let openID = data.identifier(.openId, limit: 256)
        else { return }
        token = UserToken(
            accessToken: accessToken, expires: expires, refreshToken: refreshToken, openID: openID,
            trustID: data.identifier(.device_trust_id, limit: 256))
    }
}
