import CMicrohttpd
import FoundationEssentials
import Glibc
import Synchronization

/// The body of an answer that goes on for as long as its owner has something to say: events, a line at a time.
///
/// It may be sent to before it is handed to the server, and from any thread; nothing here waits. What its peer has not taken yet is kept
/// up to a limit: whoever is slower than that is cut off, so that nobody's memory grows for him.
public final class BodyStream: Sendable {
    /// What waits, in pieces that many streams share: an event for a hundred of them is in memory once.
    private struct Queue {
        private var arrived: [Data] = []
        /// The last one goes first.
        private var leaving: [Data] = []
        private(set) var count = 0

        mutating func append(_ piece: Data) {
            arrived.append(piece)
            count += piece.count
        }

        mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            var filled = 0
            while filled < buffer.count {
                if leaving.isEmpty {
                    leaving = arrived.reversed()
                    arrived = []
                }
                guard let piece = leaving.popLast() else { break }
                let part = piece.prefix(buffer.count - filled)
                part.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                filled += part.count
                if part.count < piece.count { leaving.append(piece.dropFirst(part.count)) }
            }
            count -= filled
            return filled
        }
    }

    /// The connection that it goes out on.
    private struct Connection {
        /// libmicrohttpd's, valid until the stream is over.
        var key: UInt
        /// Whether the body's end can be told from a connection that broke: not in HTTP/1.0.
        var isChunked: Bool
        var connections: OpenConnections
    }

    private struct State {
        var queue = Queue()
        var connection: Connection?
        /// Set aside by libmicrohttpd, since nothing waits. It is taken up exactly once: by whoever makes this false under the lock.
        var isAside = false
        var isFinished = false
        /// Nothing more goes out.
        var isCut = false
        var isOver = false
        var waitsSince: ContinuousClock.Instant?

        mutating func takeUp() {
            guard isAside, let connection else { return }
            isAside = false
            waitsSince = .now
            MHD_resume_connection(OpaquePointer(bitPattern: connection.key))
        }

        mutating func cut() {
            isCut = true
            queue = Queue()
            takeUp()
        }
    }

    private let limit: Int
    private let whenOver: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: so many bytes wait at most.
    ///   - whenOver: called once, when nothing more goes out: the peer has gone, or was too slow, or has all of what was finished, or the
    ///     server has stopped. It must not wait: other connections do meanwhile.
    public init(limit: Int = 1 << 20, whenOver: @escaping @Sendable () -> Void = {}) {
        self.limit = limit
        self.whenOver = whenOver
    }

    /// Sends these bytes after those before; false where nobody gets them, for the stream is over or is by this: more would wait than may.
    @discardableResult
    public func send(_ bytes: Data) -> Bool {
        let (isTaken, tooSlow) = state.withLock { state -> (Bool, Connection?) in
            guard !state.isFinished, !state.isCut else { return (false, nil) }
            guard state.queue.count + bytes.count <= limit else {
                state.cut()
                return (false, state.connection)
            }
            guard !bytes.isEmpty else { return (true, nil) }
            state.queue.append(bytes)
            state.takeUp()
            return (true, nil)
        }
        // Outside of the lock, since those who hold that of the connections come here.
        if let tooSlow { tooSlow.connections.end(tooSlow.key, streaming: self) }
        return isTaken
    }

    /// Nothing more will be sent: the answer ends when its peer has all.
    public func finish() {
        state.withLock { state in
            state.isFinished = true
            state.takeUp()
        }
    }

    /// Bytes of the whole of it, where that was finished before it is sent; nil else.
    var length: UInt64? {
        state.withLock { $0.isFinished && !$0.isCut && $0.queue.count > 0 ? UInt64($0.queue.count) : nil }
    }

    /// Since when the peer has not taken what waits; nil while nothing does.
    var waitsSince: ContinuousClock.Instant? { state.withLock { $0.waitsSince } }

    /// From now on it goes out on this connection; false where it is another answer's, or was cut already.
    func begin(on key: UInt, isChunked: Bool, of connections: OpenConnections) -> Bool {
        state.withLock { state in
            guard state.connection == nil, !state.isCut else { return false }
            state.connection = Connection(key: key, isChunked: isChunked, connections: connections)
            // The head does.
            state.waitsSince = .now
            return true
        }
    }

    /// Ends it at once, whatever still waits; who gets it sees that it was cut.
    ///
    /// Nothing more goes out, and libmicrohttpd is made to look at its connection, so that it closes it.
    public func cut() {
        state.withLock { $0.cut() }
    }

    /// It will have no connection.
    func drop() {
        if state.withLock({ $0.connection == nil }) { end() }
    }

    /// Its connection is over.
    func end() {
        let isFirst = state.withLock { state in
            state.isCut = true
            state.queue = Queue()
            state.connection = nil
            state.waitsSince = nil
            defer { state.isOver = true }
            return !state.isOver
        }
        if isFirst { whenOver() }
    }

    /// Fills libmicrohttpd's buffer, which has sent all that was in it; what follows from there being nothing is done here.
    func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        state.withLock { state in
            guard let connection = state.connection, let own = OpaquePointer(bitPattern: connection.key) else {
                return mhd_stream_broken
            }
            let filled = state.isCut ? 0 : state.queue.take(into: buffer)
            state.waitsSince = .now
            if filled > 0 { return filled }
            if !state.isFinished, !state.isCut {
                MHD_suspend_connection(own)
                state.isAside = true
                state.waitsSince = nil
                return 0
            }
            if !state.isCut, connection.isChunked { return mhd_stream_end }
            // Where the reader of a body says that it is over, libmicrohttpd forgets to close the connection until something else
            // happens; where a byte cannot be sent, it does not.
            shutdown(mhd_descriptor(own), Int32(state.isCut ? SHUT_RDWR : SHUT_WR))
            buffer[0] = 0
            return 1
        }
    }
}
