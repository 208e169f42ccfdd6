import CMicrohttpd
import FoundationEssentials
import Synchronization
import System

/// Between libmicrohttpd's thread and the handlers: sets a connection aside while its handler runs, and takes it up again.
///
/// libmicrohttpd's pointers are kept as bit patterns. A connection's is valid from being set aside until it is taken up, and it is
/// taken up exactly once: whoever removes it from `waiting` under the lock does it.
final class RequestDispatcher: Sendable {
    private struct State {
        var daemon: UInt?
        var stopped = false
        var waiting: [UInt: Task<Void, Never>] = [:]
        var replies: [UInt: Outgoing] = [:]
    }

    let bounds: Server.Bounds
    let methods: Set<Server.Method>
    let connections: OpenConnections
    private let handler: @Sendable (Incoming) async -> Outgoing
    private let state = Mutex(State())

    /// - Parameter admits: who may connect at a Unix socket; nil where it is none.
    init(
        bounds: Server.Bounds, methods: Set<Server.Method>, admits: (@Sendable (PeerCredentials) -> Bool)? = nil,
        handler: @escaping @Sendable (Incoming) async -> Outgoing
    ) {
        self.bounds = bounds
        self.methods = methods
        connections = OpenConnections(bounds, admits: admits)
        self.handler = handler
    }

    /// The dispatcher has to outlive the daemon: `stop` comes before the last reference goes.
    func start(on listening: Int32) throws(ServerError) {
        let daemon = withSignalsBlocked {
            mhd_start(
                listening, admit, connect, receive, complete, Unmanaged.passUnretained(self).toOpaque(),
                UInt32(clamping: bounds.allConnections), UInt32(clamping: max(bounds.sendingSeconds / 2, 1)),
                max(bounds.headBytes, 1024))
        }
        guard let daemon else {
            // Whether the descriptor is closed by now depends on how far it came; closing it twice could hit somebody else's.
            throw ServerError(reason: "no thread or descriptor left to serve with")
        }
        state.withLock { $0.daemon = UInt(bitPattern: daemon) }
    }

    func stop() {
        let (daemon, dropped) = state.withLock { state -> (UInt?, [Outgoing]) in
            state.stopped = true
            // libmicrohttpd refuses to stop while connections are set aside.
            for (connection, task) in state.waiting {
                task.cancel()
                MHD_resume_connection(OpaquePointer(bitPattern: connection))
            }
            connections.endStreams()
            state.waiting = [:]
            defer {
                state.replies = [:]
                state.daemon = nil
            }
            return (state.daemon, Array(state.replies.values))
        }
        for reply in dropped { reply.drop() }
        guard let daemon else { return }
        MHD_stop_daemon(OpaquePointer(bitPattern: daemon))
    }

    /// Hands a whole request to the handler; false when the server is stopping.
    func begin(_ incoming: Incoming, on connection: OpaquePointer) -> Bool {
        let key = UInt(bitPattern: connection)
        return state.withLock { state in
            guard !state.stopped else { return false }
            MHD_suspend_connection(connection)
            connections.enter(.handling, key)
            state.waiting[key] = Task { [self] in
                finish(key, with: await handler(incoming))
            }
            return true
        }
    }

    private func finish(_ connection: UInt, with reply: Outgoing) {
        let isWanted = state.withLock { state in
            guard state.waiting.removeValue(forKey: connection) != nil else { return false }
            state.replies[connection] = reply
            MHD_resume_connection(OpaquePointer(bitPattern: connection))
            return true
        }
        if !isWanted { reply.drop() }
    }

    /// The answer for a connection that was taken up again; nil when the server stopped in between.
    func takeReply(for connection: OpaquePointer) -> Outgoing? {
        state.withLock { $0.replies.removeValue(forKey: UInt(bitPattern: connection)) }
    }

    /// Begins a stream on a connection; false when there are too many, or the server is stopping.
    func begin(_ stream: BodyStream, on connection: OpaquePointer) -> Bool {
        // Under the lock: one that begins while all are ended would be set aside for ever.
        state.withLock { state in
            !state.stopped && connections.stream(stream, on: UInt(bitPattern: connection))
        }
    }
}
