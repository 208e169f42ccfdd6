import CCurl
import FoundationEssentials

/// One HTTP request of a client. The body and the URL may hold secrets: neither is ever printed or logged.
public struct Request: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public var method: Method
    public var url: String
    public var headers: [Header]
    public var body: Data
    /// Whose reply named this URL; nil for one that the user configured. A host out there may not name one in here: nothing is sent
    /// to this machine or its network unless the host that named it is such itself.
    public var namedBy: String?

    public init(_ method: Method, url: String, headers: [Header] = [], body: Data = Data(), namedBy: String? = nil) {
        self.namedBy = namedBy
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

public struct Header: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

public struct Response: Sendable {
    public var status: Int
    public var headers: [Header]
    public var body: Data

    public init(status: Int, headers: [Header] = [], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// When the server says that it answered (RFC 9110, 6.6.1); nil where it does not say, or in no form that HTTP knows.
    public var date: Date? {
        guard let text = header("Date") else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Date(timeIntervalSince1970: Double(seconds))
    }
}

/// Sends one request and waits for its whole answer. Any HTTP status is an answer; only the lack of one is an error.
public protocol Transport: Sendable {
    func send(_ request: Request) async throws(TransportError) -> Response
}

/// Why no answer came. The reasons are free of URLs, hosts' query strings and bodies, so that they can be shown and logged.
public enum TransportError: Error, Hashable, Sendable {
    /// Name not found, connection refused or cut, no route.
    case unreachable(String)
    case timedOut(String)
    /// The certificate is not this host's, has expired, or nobody vouches for it.
    case insecure(String)
    /// The reply was larger than the bound, in bytes.
    case tooLarge(limit: Int)
    case invalidURL
    /// An address of this machine or its network, which a reply from outside named.
    case inside
    /// At the other end of the socket is neither the user nor anybody else who may be told.
    case foreign
    case cancelled

    /// The network broke, so that asking once more may help (a list is asked again, an action never).
    public var isTransient: Bool {
        switch self {
        case .unreachable, .timedOut: true
        case .insecure, .tooLarge, .invalidURL, .inside, .foreign, .cancelled: false
        }
    }
}
