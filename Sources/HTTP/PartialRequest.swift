import CMicrohttpd
import FoundationEssentials
import System

/// A request while it arrives. It belongs to libmicrohttpd's thread and never leaves it.
final class PartialRequest {
    /// Whole, and with the handler: the next call is for its answer.
    var isHandedOver = false
    /// The answer's body, if it is one: told when the request is over.
    var stream: BodyStream?
    private var body = Data()
    private(set) var received = 0
    private var incoming: Incoming
    /// `HTTP/1.1`.
    private let version: String

    init(method: String, path: String, version: String, connection: OpaquePointer, peer: PeerCredentials?, address: PeerAddress?)
    {
        self.version = version
        incoming = Incoming(method: method, path: path, peer: peer, address: address)
        let itself = Unmanaged.passUnretained(self).toOpaque()
        MHD_get_connection_values_n(connection, .GET_ARGUMENT_KIND, addParameter, itself)
        MHD_get_connection_values_n(connection, .HEADER_KIND, addHeader, itself)
    }

    var method: String { incoming.method }
    var path: String { incoming.path }

    /// Whether a body may come in chunks.
    var takesChunks: Bool { version.hasPrefix("HTTP/1.") && version != "HTTP/1.0" && method != "HEAD" }

    /// The body's length as the head announces it.
    var announced: Int? {
        incoming.header("Content-Length").flatMap { Int($0) }
    }

    /// Where its body ends can be read in two ways (RFC 9112, 6.1 and 6.3), or only by who knows other codings than chunks.
    var isAmbiguous: Bool {
        func values(_ name: String) -> [String] {
            incoming.headers.filter { $0.name.lowercased() == name }.map { $0.value.lowercased() }
        }
        let (lengths, codings) = (values("content-length"), values("transfer-encoding"))
        return lengths.count > 1 || !codings.isEmpty && (codings != ["chunked"] || !lengths.isEmpty)
    }

    /// Keeps a piece of the body, unless the whole would be over the limit: then nothing of it is kept.
    func append(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        received += bytes.count
        if received <= limit {
            body.append(contentsOf: bytes)
        } else {
            body = Data()
        }
    }

    func whole() -> Incoming {
        var incoming = incoming
        incoming.body = body
        return incoming
    }

    fileprivate func add(parameter: Parameter) {
        incoming.query.append(parameter)
    }

    fileprivate func add(header: Header) {
        incoming.headers.append(header)
    }
}

private func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    StreamSafe.text(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
}

private func addParameter(
    context: UnsafeMutableRawPointer?, kind: MHD_ValueKind, key: UnsafePointer<CChar>?, keySize: Int,
    value: UnsafePointer<CChar>?, valueSize: Int
) -> MHD_Result {
    guard let context else { return .NO }
    Unmanaged<PartialRequest>.fromOpaque(context).takeUnretainedValue()
        .add(parameter: Parameter(text(key, keySize), text(value, valueSize)))
    return .YES
}

private func addHeader(
    context: UnsafeMutableRawPointer?, kind: MHD_ValueKind, key: UnsafePointer<CChar>?, keySize: Int,
    value: UnsafePointer<CChar>?, valueSize: Int
) -> MHD_Result {
    guard let context else { return .NO }
    Unmanaged<PartialRequest>.fromOpaque(context).takeUnretainedValue()
        .add(header: Header(text(key, keySize), text(value, valueSize)))
    return .YES
}
