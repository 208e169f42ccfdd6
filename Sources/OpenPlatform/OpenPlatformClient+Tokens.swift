import FoundationEssentials
import HTTP
import Vocabulary

/// What is asked with key and secret, or with what a user's authorisation brought.
extension OpenPlatformClient {
    public func token(
        for source: Source, appKey: String, appSecret: Secret, base: Base
    ) async throws(PlatformError) -> Token {
        let name: CallName = source == .own ? .token : .hostedToken
        let parameters = [Parameter("appKey", appKey), Parameter("appSecret", appSecret.value)]
        let reply = try await call(name, parameters, base, as: TokenReply.self)
        guard let value = reply?.value, let expires = reply?.expires else { throw Self.noToken }
        return Token(value: value, kind: source, expires: expires, areaDomain: reply?.areaDomain)
    }

    /// `trust/device/token/get` (doc 820): a token for the devices of the one user who authorised with this code. 822 reaches
    /// further, so that nothing in eztop needs it; it is for programs that act for single users.
    ///
    /// - Parameter authCode: from the callback of the authorisation page; good once.
    public func userToken(_ token: Token, base: Base, authCode: String) async throws(PlatformError) -> UserToken {
        let parameters = [Parameter("access_token", token.value), Parameter("auth_code", authCode)]
        guard let user = try await call(.userToken, parameters, base, as: UserTokenReply.self)?.token else { throw Self.noToken }
        return user
    }

    /// `oauth/token/refreshToken` (doc 821): the next token of that user.
    public func refreshed(
        _ old: UserToken, _ token: Token, base: Base, appKey: String
    ) async throws(PlatformError) -> UserToken {
        let parameters = [
            Parameter("refresh_token", old.refreshToken), Parameter("client_id", appKey), Parameter("open_id", old.openID),
            Parameter("grant_type", "refresh_token"), Parameter("access_token", token.value),
        ]
        let name = CallName.refreshToken
        let reply = try await post(parameters, to: base.authorisation + "/" + name.rawValue, name: name) {
            response throws(PlatformError) in try Envelope<UserTokenReply>(of: response).content
        }
        guard var user = reply?.token else { throw Self.noToken }
        user.trustID = user.trustID ?? old.trustID
        return user
    }

    private static var noToken: PlatformError { .malformed("the reply has no token, or none with an end") }

    private func call<Content: Decodable>(
        _ name: CallName, _ parameters: [Parameter], _ base: Base, as: Content.Type
    ) async throws(PlatformError) -> Content? {
        try await post(parameters, to: base.url.withoutSlashAtEnd + "/api/lapp/" + name.rawValue, name: name) {
            response throws(PlatformError) in try Envelope<Content>(of: response).content
        }
    }
}
