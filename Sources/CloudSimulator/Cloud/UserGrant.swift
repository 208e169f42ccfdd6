/// What a user's authorisation has brought the app so far (docs 820, 821).
struct UserGrant: Sendable {
    /// As the hosted devices name the user.
    var trustID: String
    /// The platform's name for the authorisation.
    var openID: String
    /// With which the next token is had; each is good once.
    var refreshToken: String
}
