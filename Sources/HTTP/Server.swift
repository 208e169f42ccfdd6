import CMicrohttpd
import Glibc

/// An HTTP/1.1 server within bounds, over libmicrohttpd: one thread for all connections, an asynchronous handler per request.
///
/// A handler that takes its time holds nothing up: its connection is set aside until the answer is there, and so is that of a stream
/// while nothing is sent. Kept connections stay open, and every bound is enforced before the handler is asked.
public final class Server: Sendable {
    /// What can be served; any other method is refused with 405.
    public enum Method: String, CaseIterable, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
    }

    /// What one peer may cost.
    public struct Bounds: Sendable {
        /// The largest body; a larger one is refused with 413 and not kept.
        public var bodyBytes: Int
        /// Memory for the request line and the headers of one connection.
        public var headBytes: Int
        /// Connections open at once; more wait in the system's queue, and the oldest whose request is not whole gives way.
        public var connections: Int
        /// Requests for paths that begin so have places of their own, and take none of the others'.
        public var apart: Apart?
        /// Connections of one address at once, but for this machine's own; more are closed unanswered.
        public var connectionsPerAddress: Int
        /// Addresses whose connections are not counted, as this machine's own are not: proxies, which ask for many.
        public var proxies: Set<String>
        /// Connections of one user at once at a Unix socket, but for the own one and root; more are closed unanswered. A quarter of all
        /// places, and of those for streams, is kept for these two.
        public var connectionsPerUser: Int
        /// Answers that are streams at once; one more is refused with 503. The connections that they leave are for all else.
        public var streams: Int
        /// A connection ends after so many answers.
        public var requestsPerConnection: Int
        /// A head that is not whole so long after the connection was opened, or after the last answer, is cut off.
        public var headSeconds: Int
        /// A body that is not whole so long after its head is cut off, however busily it drips.
        public var bodySeconds: Int
        /// An answer that is not taken in so long is cut off, and so is one of which nothing moves for half of it; a stream, when nothing
        /// of what waits has been taken for so long.
        public var sendingSeconds: Int

        /// Paths that are counted for themselves.
        public struct Apart: Sendable {
            public var prefix: String
            /// Requests for them at once; one more is refused with 503.
            public var connections: Int

            public init(prefix: String, connections: Int) {
                self.prefix = prefix
                self.connections = connections
            }
        }

        /// Of both kinds together.
        var allConnections: Int { connections + (apart?.connections ?? 0) }

        public init(
            bodyBytes: Int = 1 << 20, headBytes: Int = 16 << 10, connections: Int = 64, apart: Apart? = nil,
            connectionsPerAddress: Int = 8,
            proxies: Set<String> = [],
            connectionsPerUser: Int = 8, streams: Int = 32,
            requestsPerConnection: Int = 100, headSeconds: Int = 10, bodySeconds: Int = 30, sendingSeconds: Int = 60
        ) {
            self.bodyBytes = bodyBytes
            self.headBytes = headBytes
            self.connections = connections
            self.apart = apart
            self.connectionsPerAddress = connectionsPerAddress
            self.proxies = proxies
            self.connectionsPerUser = connectionsPerUser
            self.streams = streams
            self.requestsPerConnection = requestsPerConnection
            self.headSeconds = headSeconds
            self.bodySeconds = bodySeconds
            self.sendingSeconds = sendingSeconds
        }
    }

    /// The port that was bound, which the system chose when 0 was asked for.
    public let port: UInt16
    /// `http://127.0.0.1:8080`, without a slash at the end.
    public let address: String

    private let dispatcher: RequestDispatcher

    /// Serves at a Unix socket that listens already, and takes it over.
    ///
    /// - Parameter admits: by whom the connection was made; anybody else's is closed without a byte.
    public init(
        socket descriptor: Int32, bounds: Bounds = Bounds(), methods: Set<Method> = [.get, .head, .post],
        admits: @escaping @Sendable (PeerCredentials) -> Bool,
        handler: @escaping @Sendable (Incoming) async -> Outgoing
    ) throws(ServerError) {
        port = 0
        address = "http://localhost"
        dispatcher = RequestDispatcher(bounds: bounds, methods: methods, admits: admits, handler: handler)
        try dispatcher.start(on: descriptor)
    }

    /// Binds and serves at once. `host` is an IPv4 or IPv6 literal or `localhost`.
    public init(
        host: String = "127.0.0.1", port: UInt16 = 0, bounds: Bounds = Bounds(),
        methods: Set<Method> = [.get, .head, .post],
        handler: @escaping @Sendable (Incoming) async -> Outgoing
    ) throws(ServerError) {
        let listening = try ListeningSocket(host: host, port: port)
        self.port = listening.port
        address = listening.address
        dispatcher = RequestDispatcher(bounds: bounds, methods: methods, handler: handler)
        try dispatcher.start(on: listening.descriptor)
    }

    deinit {
        dispatcher.stop()
    }

    /// Closes every connection, ends streams, cancels the handlers that still run, and returns when the port is free. Calling it again does nothing.
    public func stop() {
        dispatcher.stop()
    }
}

extension Server {
    /// Binds and lets go at once: whether a server could listen there now.
    public static func tryListening(host: String, port: UInt16) throws(ServerError) {
        close(try ListeningSocket(host: host, port: port).descriptor)
    }
}

/// Why the server could not start: a name that is no address, a port that is taken or not allowed.
public struct ServerError: Error, Hashable, Sendable {
    public var reason: String
    /// Something else listens there.
    public var isTaken: Bool

    public init(reason: String, isTaken: Bool = false) {
        self.reason = reason
        self.isTaken = isTaken
    }
}
