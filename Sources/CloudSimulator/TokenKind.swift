/// Which devices a token is for, by its prefix.
public enum TokenKind: String, Hashable, Codable, Sendable {
    /// The account's own devices (doc 81).
    case own = "at"
    /// All devices hosted to the account (doc 822).
    case hosted = "da"
    /// The devices that one user hosted to the account (doc 820).
    case user = "du"
}
