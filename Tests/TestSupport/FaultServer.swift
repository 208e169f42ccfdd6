import Glibc

/// A server of broken connections: it owns the socket, and so can do what no proper server does. Loopback, one thread.
public final class FaultServer: Sendable {
    /// What happens to a request once it is read whole.
    public enum Fault: Sendable {
        /// Raw bytes, as they are; the connection stays open.
        case answer(String)
        /// Raw bytes, and the connection is closed properly.
        case answerAndClose(String)
        /// Raw bytes, and the connection is reset.
        case answerAndReset(String)
        /// Raw bytes, then one byte each so many milliseconds, for ever.
        case drip(String, milliseconds: Int)
        /// Nothing ever comes.
        case silence
    }

    public let port: UInt16
    public var address: String { "http://127.0.0.1:\(port)" }
    /// Each request as it was read, head and body.
    public let requests: AsyncStream<String>
    /// Each connection that it has closed, once it has.
    public let closings: AsyncStream<Void>

    private let wake: Int32
    private let thread: pthread_t

    /// The faults are taken in turn, one a request; the last one stays.
    public init(_ faults: Fault...) throws {
        var ends: [Int32] = [0, 0]
        // Closed on exec from the beginning: a child of another test that runs meanwhile must not keep them open.
        let kind = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
        let listener = socket(AF_INET, kind, 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 128) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0, bound else { throw FaultServerError(errno: errno) }
        port = UInt16(bigEndian: name.sin_port)
        wake = ends[1]

        let (requests, arrivals) = AsyncStream.makeStream(of: String.self)
        self.requests = requests
        let (closings, partings) = AsyncStream.makeStream(of: Void.self)
        self.closings = closings
        let loop = FaultLoop(listener: listener, stop: ends[0], faults: faults, arrivals: arrivals, partings: partings)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<FaultLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(loop).toOpaque())
        guard started == 0 else { throw FaultServerError(errno: started) }
        self.thread = thread
    }

    deinit {
        shutdown(wake, Int32(SHUT_RDWR))
        close(wake)
        pthread_join(thread, nil)
    }
}

public struct FaultServerError: Error {
    public var errno: Int32
}
