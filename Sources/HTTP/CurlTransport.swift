import CCurl

/// HTTP by libcurl: one thread of its own carries all requests, connections are kept and shared, nothing runs before the first `send`.
///
/// Redirects are not followed, since a body may hold a token. Proxies are taken from the environment, as `curl` does.
public final class CurlTransport: Transport {
    public struct Options: Sendable {
        /// Seconds until a connection has to stand.
        public var connectSeconds: Double
        /// Seconds until the whole answer has to be there, counted from when the request has a connection to itself.
        public var totalSeconds: Double
        /// The largest body of an answer, unpacked.
        public var replyBytes: Int
        /// What of a body is over is not read, and the answer is one all the same.
        public var cutsReplies: Bool
        /// Requests under way at once to one host; others wait for their turn.
        public var connectionsPerHost: Int
        /// Certificates to trust in place of the system's, a PEM file.
        public var caFile: String?
        public var userAgent: String
        /// Everything is sent to whoever listens at this Unix socket, and to no network; nil for the network.
        public var socket: LocalEndpoint?

        public init(
            connectSeconds: Double = 5, totalSeconds: Double = 15, replyBytes: Int = 8 << 20, cutsReplies: Bool = false,
            connectionsPerHost: Int = 8,
            caFile: String? = nil, userAgent: String = "eztop", socket: LocalEndpoint? = nil
        ) {
            self.connectSeconds = connectSeconds
            self.totalSeconds = totalSeconds
            self.replyBytes = replyBytes
            self.cutsReplies = cutsReplies
            self.connectionsPerHost = connectionsPerHost
            self.caFile = caFile
            self.userAgent = userAgent
            self.socket = socket
        }
    }

    private let desk: TransferDesk

    public init(_ options: Options = Options()) {
        desk = TransferDesk(options)
    }

    deinit {
        desk.stop()
    }

    /// Ends the thread. What is under way, and whatever is sent from now on, ends as `cancelled`. Calling it again does nothing.
    public func stop() {
        desk.stop()
    }

    public func send(_ request: Request) async throws(TransportError) -> Response {
        let id = desk.ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                desk.hand(in: TransferJob(id: id, request: request), continuation)
            }
        } onCancel: {
            desk.cancel(id)
        }
        return try result.get()
    }
}

extension CurlTransport {
    /// The library in use and its TLS: `libcurl 7.88.1 (OpenSSL/3.0.15)`.
    public static var version: String {
        guard let info = curl_version_info(CURLVERSION_FIRST)?.pointee, let version = info.version else { return "libcurl" }
        return "libcurl \(String(cString: version))" + (info.ssl_version.map { " (\(String(cString: $0)))" } ?? "")
    }
}
