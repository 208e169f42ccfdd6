import HTTP
import Vocabulary

/// Where others than the user may ask the one that polls, and for what; besides the socket of the user's own.
public struct Entrances: Hashable, Sendable {
    /// Over the network, with a token.
    public struct Network: Hashable, Sendable {
        /// An address, or `localhost`.
        public var host: String
        /// 0 takes any free port.
        public var port: UInt16
        public var token: Secret
        /// What who has it may do.
        public var right: Right
        /// `/metrics` wants no token.
        public var opensMetrics: Bool
        /// What `Host` may be besides the address itself, with the port where that is not the scheme's own.
        public var hosts: [String]
        /// Addresses that may have as many connections as they like.
        public var proxies: [String]
        /// What stands in the addresses that never end.
        public var liveKey: Secret
        /// How others reach it, where that is not by `host`: the address of a page.
        public var publicURL: String?

        public init(
            host: String, port: UInt16, token: Secret, right: Right, opensMetrics: Bool, hosts: [String], proxies: [String],
            liveKey: Secret,
            publicURL: String?
        ) {
            self.host = host
            self.port = port
            self.token = token
            self.right = right
            self.opensMetrics = opensMetrics
            self.hosts = hosts
            self.proxies = proxies
            self.liveKey = liveKey
            self.publicURL = publicURL
        }
    }

    /// At a Unix socket, for other users of the machine.
    public struct Local: Hashable, Sendable {
        public var socket: String
        /// Whose members may look.
        public var group: String?
        /// Who may act, in the group or not.
        public var acting: Set<String>

        public init(socket: String, group: String?, acting: Set<String>) {
            self.socket = socket
            self.group = group
            self.acting = acting
        }
    }

    public var network: Network?
    public var local: Local?

    public init(network: Network? = nil, local: Local? = nil) {
        self.network = network
        self.local = local
    }

    /// The reason where another user could put another file in place of the socket.
    public static let othersWrite = "others may write its folder, or one on the way, or own a link to it"

    /// What became of one of them.
    public enum News: Hashable, Sendable {
        /// It is open, by its address or its path.
        case open(String)
        /// It cannot be opened, and why; that is tried again.
        case closed(String, reason: String)
    }
}

/// The door through which a request came, and what it may do.
public enum Entrance: Sendable {
    /// At the user's own socket: the user, or root.
    case own
    /// At a socket for others.
    case local(Right)
    /// Over the network: `address` is that of the listener. What it may do, its token says.
    case network(Entrances.Network, address: String)
}

extension Entrance {
    /// Its right stands in what is asked for.
    public var isNetwork: Bool { if case .network = self { true } else { false } }

    /// Whether many may stand behind one address: this machine's own users, and a proxy's.
    public func trusts(_ peer: PeerAddress?) -> Bool {
        guard case .network(let network, _) = self, let peer else { return true }
        return peer.isLoopback || network.proxies.contains { PeerAddress($0) == peer }
    }
}
