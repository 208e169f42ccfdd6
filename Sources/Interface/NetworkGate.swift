import Fleet
import FoundationEssentials
import HTTP
import Sharing
import Vocabulary

/// Who is let in over the network: whoever shows the token, and came by a name that is ours.
///
/// A page in a browser of the same network reaches every address that the browser does: it is kept out by `Host`, which names its own site
/// where it has turned that name to us, by `Origin`, and by the type of what it may send.
struct NetworkGate {
    private let network: Entrances.Network
    private let hosts: Set<String>

    /// - Parameter address: of the listener, `http://127.0.0.1:8421`.
    init(_ network: Entrances.Network, at address: String) {
        self.network = network
        let place = address.replacing("http://", with: "")
        let port = place.split(separator: ":").last.map(String.init) ?? ""
        let own = [place, network.host + ":" + port]
        let short = port == "80" ? own.map { String($0.dropLast(3)) } : []
        hosts = Set((own + short + network.hosts).map { $0.lowercased() })
    }

    func right(of request: Incoming) throws(Refused) -> Right {
        let named = request.headers.filter { $0.name.lowercased() == "host" }
        guard named.count == 1, hosts.contains(named[0].value.lowercased()) else {
            throw Refused(421, "that is not how this host is called", next: "add its name to hosts in [service]")
        }
        guard request.header("Origin") == nil else {
            throw Refused(403, "no page of a browser may ask this", next: "send no Origin")
        }
        // The key in the path is the right.
        if request.path == "/healthz" || request.path.hasPrefix(StableAddress.path) { return .look }
        if request.path == "/metrics", network.opensMetrics { return .look }
        guard let shown = Self.token(request), network.token.isSame(as: shown) else {
            throw Refused(
                401, "it wants the token of token_file", next: "send Authorization: Bearer TOKEN",
                headers: [Header("WWW-Authenticate", "Bearer"), Header("Connection", "close")])
        }
        if request.method == "POST" || request.method == "PUT", request.type != "application/json" {
            throw Refused(415, "it takes JSON", next: "send Content-Type: application/json")
        }
        return network.right
    }

    private static func token(_ request: Incoming) -> String? {
        guard let words = request.header("Authorization")?.split(separator: " "), words.count == 2,
            words[0].lowercased() == "bearer"
        else { return nil }
        return String(words[1])
    }
}

extension Incoming {
    /// Without its parameters.
    fileprivate var type: String? {
        header("Content-Type")?.split(separator: ";").first.map { $0.filter { !$0.isWhitespace }.lowercased() }
    }
}
