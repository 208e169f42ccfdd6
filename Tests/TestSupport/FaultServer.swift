import Glibc
import Synchronization

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

    private let wake: Int32
    private let thread: pthread_t

    /// The faults are taken in turn, one a request; the last one stays.
    public init(_ faults: Fault...) throws {
        var ends: [Int32] = [0, 0]
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 128) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard pipe(&ends) == 0, bound else { throw FaultServerError(errno: errno) }
        port = UInt16(bigEndian: name.sin_port)
        wake = ends[1]

        let (requests, arrivals) = AsyncStream.makeStream(of: String.self)
        self.requests = requests
        let loop = FaultLoop(listener: listener, stop: ends[0], faults: faults, arrivals: arrivals)
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
        close(wake)
        pthread_join(thread, nil)
    }
}

public struct FaultServerError: Error {
    public var errno: Int32
}

/// Lives on the server's thread.
private final class FaultLoop {
    private struct Connection {
        var received: [UInt8] = []
        var dripEvery: Int?
    }

    private let listener: Int32
    private let stop: Int32
    private var faults: [FaultServer.Fault]
    private let arrivals: AsyncStream<String>.Continuation
    private var connections: [Int32: Connection] = [:]

    init(listener: Int32, stop: Int32, faults: [FaultServer.Fault], arrivals: AsyncStream<String>.Continuation) {
        self.listener = listener
        self.stop = stop
        self.faults = faults
        self.arrivals = arrivals
    }

    func run() {
        while true {
            let watched = [stop, listener] + connections.keys
            var entries = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let pace = connections.values.compactMap(\.dripEvery).min() ?? -1
            poll(&entries, nfds_t(entries.count), Int32(pace))
            if entries[0].revents != 0 { break }
            if entries[1].revents != 0 { connections[accept(listener, nil, nil)] = Connection() }
            for entry in entries.dropFirst(2) where entry.revents != 0 { read(entry.fd) }
            for (descriptor, connection) in connections where connection.dripEvery != nil { write("x", to: descriptor) }
        }
        for descriptor in connections.keys + [listener, stop] { close(descriptor) }
        arrivals.finish()
    }

    private func read(_ descriptor: Int32) {
        var piece = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { return drop(descriptor) }
        connections[descriptor]?.received += piece[..<count]
        while let request = takeRequest(descriptor) {
            arrivals.yield(request)
            act(faults.count > 1 ? faults.removeFirst() : faults[0], on: descriptor)
        }
    }

    /// A request that is there whole: its head, and as much body as the head announces.
    private func takeRequest(_ descriptor: Int32) -> String? {
        guard let received = connections[descriptor]?.received else { return nil }
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n")?.upperBound else { return nil }
        let length = text[..<end].split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { !$0.isNumber }) }
        let whole = text[..<end].utf8.count + (length ?? 0)
        guard received.count >= whole else { return nil }
        connections[descriptor]?.received.removeFirst(whole)
        return String(decoding: received[..<whole], as: UTF8.self)
    }

    private func act(_ fault: FaultServer.Fault, on descriptor: Int32) {
        switch fault {
        case .silence:
            break
        case .answer(let bytes):
            write(bytes, to: descriptor)
        case .answerAndClose(let bytes):
            write(bytes, to: descriptor)
            drop(descriptor)
        case .answerAndReset(let bytes):
            write(bytes, to: descriptor)
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            drop(descriptor)
        case .drip(let bytes, let milliseconds):
            write(bytes, to: descriptor)
            connections[descriptor]?.dripEvery = milliseconds
        }
    }

    private func write(_ text: String, to descriptor: Int32) {
        var text = text
        let sent = text.withUTF8 { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if sent < 0 { drop(descriptor) }
    }

    private func drop(_ descriptor: Int32) {
        close(descriptor)
        connections[descriptor] = nil
    }
}
