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

    /// Where users authorise the hosting of their devices: the platform's own page for its own hosts; any other cloud (`base_url`) has it at
    /// its own address.
    public var authorisation: String {
        if url.hasSuffix(".ys7.com") { return "https://openauth.ys7.com" }
        if url.hasSuffix(".ezvizlife.com") { return "https://openauth.ezvizlife.com" }
        return url.withoutSlashAtEnd
    }

    /// Where calls with that token go. Overseas a token names the base of all other calls; one that was had over TLS is not sent
    /// without it, and to no stranger's host, whatever it names.
    public func following(_ token: Token) -> Base {
        guard let domain = token.areaDomain, mayLead(to: domain) else { return self }
        return Base(url: domain, overseas: true)
    }

    /// Whether calls may go to the base that a token names: a host of the platform where this is one, else the very same host; over
    /// TLS where this is.
    public func mayLead(to domain: String) -> Bool {
        guard
            let clean = SafeURL.cleaned(domain, schemes: url.lowercased().hasPrefix("https://") ? ["https"] : ["https", "http"])
        else { return false }
        let (own, other) = (Self.host(of: url), Self.host(of: clean))
        let platforms = [".ys7.com", ".ezvizlife.com"]
        return own == other || platforms.contains(where: own.hasSuffix) && platforms.contains(where: other.hasSuffix)
    }

    /// Without the port, in lower case.
    private static func host(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return "" }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
        if authority.hasPrefix("[") { return String(authority.prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
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
