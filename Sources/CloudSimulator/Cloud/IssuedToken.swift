import FoundationEssentials

/// What the cloud knows of a token that it handed out.
struct IssuedToken: Sendable {
    var kind: TokenKind
    var expires: Date
    /// Of a `du.` token: whose devices it is for.
    var owner: String?
}

/// Which devices a token is for, by its prefix.
public enum TokenKind: String, Hashable, Codable, Sendable {
    /// The account's own devices (doc 81).
    case own = "at"
    /// All devices hosted to the account (doc 822).
    case hosted = "da"
    /// The devices that one user hosted to the account (doc 820).
    case user = "du"
}

/// What a user's authorisation has brought the app so far (docs 820, 821).
struct UserGrant: Sendable {
    /// As the hosted devices name the user.
    var trustID: String
    /// The platform's name for the authorisation.
    var openID: String
    /// With which the next token is had; each is good once.
    var refreshToken: String
}
