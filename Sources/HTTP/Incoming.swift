import FoundationEssentials
import System

/// A request as the server took it in, whole and within its bounds.
public struct Incoming: Sendable {
    public var method: String
    /// Percent-decoded, without the query.
    public var path: String
    /// The query string's parameters, percent-decoded, in order.
    public var query: [Parameter]
    public var headers: [Header]
    public var body: Data
    /// Who asks, at a Unix socket; nil where it came over the network.
    public var peer: PeerCredentials?
    /// From where, over the network; nil at a Unix socket.
    public var address: PeerAddress?

    public init(
        method: String, path: String, query: [Parameter] = [], headers: [Header] = [], body: Data = Data(),
        peer: PeerCredentials? = nil, address: PeerAddress? = nil
    ) {
        self.peer = peer
        self.address = address
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

extension Incoming {
    /// The body as JSON that can be read in a time that goes by its length.
    public var json: Data { Data(StreamSafe.source(Array(body))) }

    /// The parameters of a form body, plain or multipart, in order; none for any other type of body.
    public var form: [Parameter] {
        let type = header("Content-Type") ?? ""
        return switch type.prefix(while: { $0 != ";" && !$0.isWhitespace }).lowercased() {
        case Form.contentType: Form.decode(body)
        case "multipart/form-data": Multipart.decode(body, contentType: type)
        default: []
        }
    }
}
