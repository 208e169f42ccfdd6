/// Who besides its user may ask `eztop serve`, and where.
public struct Service: Hashable, Sendable {
    /// Over the network, whoever has the token.
    public struct Network: Hashable, Sendable {
        public var listen: ListenAddress
        /// A file whose first line is the token; absolute once the loader has seen it.
        public var tokenFile: String
        /// Who has the token may change something, and not only look.
        public var tokenActs: Bool
        /// Who may read `/metrics`.
        public var metrics: MetricsChoice
        /// What `Host` may be besides `listen` and `public_url`: `nas.lan:8421`.
        public var hosts: [String]
        /// How others reach it, as the address of a page: `https://cameras.example.org`.
        public var publicURL: String?
        /// Addresses of proxies, which may have as many connections as they like.
        public var trustedProxies: [String]

        /// What `Host` may be: as whoever asks writes it, without the port that is the scheme's own.
        public var allHosts: [String] {
            guard let publicURL, let scheme = publicURL.firstRange(of: "://") else { return hosts }
            let host = String(publicURL[scheme.upperBound...].prefix { $0 != "/" })
            let port = publicURL.lowercased().hasPrefix("https") ? ":443" : ":80"
            return hosts + [host] + (host.hasSuffix(port) ? [String(host.dropLast(port.count))] : [])
        }
    }

    /// Other users of the machine, at a Unix socket.
    public struct Local: Hashable, Sendable {
        public var socket: String
        /// Whose members may look.
        public var group: String?
        /// The users that may also act.
        public var act: [String]
    }

    public var network: Network?
    public var local: Local?
}
