import FoundationEssentials
import Vocabulary

/// The cloud's HTTP API as typed Swift: calls are values (`Call`), and one `send` is one HTTP call. It knows no timer, no retry and no
/// screen.
///
/// The base comes with each call, since an overseas token names another one (`areaDomain`).
public protocol OpenPlatform: Sendable {
    /// `token/get` (doc 81) or `trust/device/v2/token/get` (doc 822): a token for the account's own devices, or one for all that
    /// other users hosted to it.
    func token(for source: Source, appKey: String, appSecret: Secret, base: Base) async throws(PlatformError) -> Token
    /// Makes a call with a token that speaks for the device it is about.
    func send<Reply>(_ call: Call<Reply>, _ token: Token, base: Base) async throws(PlatformError) -> Reply
    /// The bytes of a picture, as they are; a JPEG as a rule.
    func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data
    /// Reads the playlist behind an HLS address.
    func playlist(_ url: String, namedBy base: Base) async throws(PlatformError) -> Playlist
}
