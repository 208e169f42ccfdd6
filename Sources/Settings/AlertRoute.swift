import Vocabulary

/// `[[via]]`: a way to somebody who is to be told.
public struct AlertRoute: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case ntfy, webhook, command
    }

    /// Where messages are posted.
    public struct Post: Hashable, Sendable {
        /// Whoever knows it may post there, or read what is: it is kept as a secret.
        public var url: Secret
        /// A file whose first line goes along as `Authorization: Bearer`; absolute once the loader has seen it.
        public var tokenFile: String?

        public init(url: String, tokenFile: String? = nil) {
            self.url = Secret(url)
            self.tokenFile = tokenFile
        }

        /// The part of it that is no secret.
        public var host: String {
            let url = url.value
            guard let scheme = url.firstRange(of: "://") else { return "" }
            return String(url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" })
        }

        /// Whoever is on the way can read along.
        public var isPlain: Bool {
            guard !url.value.lowercased().hasPrefix("https:") else { return false }
            let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
            return name != "localhost" && name != "[::1]" && !name.hasPrefix("127.")
        }
    }

    public enum Way: Hashable, Sendable {
        case ntfy(Post)
        case webhook(Post)
        /// A program and its arguments.
        case command([String])
    }

    public var name: String
    public var way: Way

    public init(name: String, way: Way) {
        self.name = name
        self.way = way
    }

    public var kind: Kind {
        switch way {
        case .ntfy: .ntfy
        case .webhook: .webhook
        case .command: .command
        }
    }

    public var post: Post? {
        get {
            switch way {
            case .ntfy(let post), .webhook(let post): post
            case .command: nil
            }
        }
        set {
            guard let newValue else { return }
            switch way {
            case .ntfy: way = .ntfy(newValue)
            case .webhook: way = .webhook(newValue)
            case .command: break
            }
        }
    }
}
