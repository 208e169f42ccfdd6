import FoundationEssentials
import HTTP
import Vocabulary

/// What is asked with key and secret.
extension OpenPlatformClient {
    public func token(
        for source: Source, appKey: String, appSecret: Secret, base: Base
    ) async throws(PlatformError) -> Token {
        let name: CallName = source == .own ? .token : .hostedToken
        let parameters = [Parameter("appKey", appKey), Parameter("appSecret", appSecret.value)]
        let url = base.url.withoutSlashAtEnd + "/api/lapp/" + name.rawValue
        let reply = try await post(parameters, to: url, name: name) { response throws(PlatformError) in
            try Envelope<TokenReply>(of: response).content
        }
        guard let value = reply?.value, let expires = reply?.expires else { throw .noToken }
        return Token(value: value, kind: source, expires: expires, areaDomain: reply?.areaDomain)
    }
}

extension PlatformError {
    static var noToken: PlatformError { .malformed("the reply has no token, or none with an end") }
}
