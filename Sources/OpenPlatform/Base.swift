import FoundationEssentials
import HTTP

/// Where calls go: `https://open.ys7.com`, and whether that is the overseas platform, whose live path has no `v2`.
public struct Base: Hashable, Codable, Sendable {
    public var url: String
    public var overseas: Bool

    public init(url: String, overseas: Bool) {
        self.url = url
        self.overseas = overseas
    }

    /// Where users authorise the hosting of their devices. A base that is none of the platform's own is asked itself.
    public var authorisation: String {
        if url.hasSuffix(".ys7.com") { return "https://openauth.ys7.com" }
        if url.hasSuffix(".ezvizlife.com") { return "https://openauth.ezvizlife.com" }
        return url.withoutSlashAtEnd
    }

    /// The page that a user opens to host devices to the app of this key (doc 814).
    ///
    /// - Parameter state: the caller's own text, sent back in the callback.
    public func authorisationPage(appKey: String, state: String) -> String {
        let query = Form.encode([
            Parameter("client_id", appKey), Parameter("response_type", "code"), Parameter("state", state),
        ])
        return authorisation + "/trust/device?" + String(decoding: query, as: UTF8.self)
    }
}
