import FoundationEssentials

/// What the cloud knows of a token that it handed out.
struct IssuedToken: Sendable {
    var kind: TokenKind
    var expires: Date
    /// Of a `du.` token: whose devices it is for.
    var owner: String?
}
