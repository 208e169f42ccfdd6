import FoundationEssentials
import Vocabulary

/// The cloud's HTTP API as typed Swift: calls are values (`Call`), and one `send` is one HTTP call. It knows no timer, no retry and no
/// screen.
///
/// The base comes with each call, since an overseas token names another one (`areaDomain`).
public protocol OpenPlatform: Sendable {
    /// `token/get` (doc 81) or `trust/device/v2/token/get` (doc 822): a token for the account's own devices, or one for all that
    /// other users hosted to it. It holds for seven days and counts as a call, so keep it.
    ///
    /// - Throws: 10017 for a key that is unknown in this region, 10030 for a secret of another key, 10005 for a key that is frozen.
    func token(for source: Source, appKey: String, appSecret: Secret, base: Base) async throws(PlatformError) -> Token
    /// Makes a call with a token that speaks for the device it is about: `.own` or `.hosted`.
    ///
    /// - Parameter base: where the token is good, `Base.following(_:)`.
    /// - Throws: `refused` with the platform's code, of which `retryClass` says what may help; `transport` where no answer came,
    ///   `malformed` where it was none. Nothing is tried again by itself.
    func send<Reply>(_ call: Call<Reply>, _ token: Token, base: Base) async throws(PlatformError) -> Reply
    /// The bytes of a picture that `Call.capture` named, as they are; a JPEG as a rule.
    ///
    /// - Parameter base: whose reply named it.
    func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data
    /// Reads the playlist behind an HLS address: whether it plays.
    ///
    /// - Parameters:
    ///   - base: whose reply named it.
    ///   - name: what it is observed as.
    /// - Throws: `refused` with 404 where there is none (yet).
    func playlist(_ url: String, namedBy base: Base, as name: CallName) async throws(PlatformError) -> Playlist
}

extension OpenPlatform {
    /// The same as a call of that name.
    public func playlist(_ url: String, namedBy base: Base) async throws(PlatformError) -> Playlist {
        try await playlist(url, namedBy: base, as: .playlist)
    }
}
