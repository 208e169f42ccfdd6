import Dispatch
import Glibc
import Synchronization

/// Every open connection, what it is about and since when: nobody holds a place longer than a request takes.
///
/// libmicrohttpd's own timeout begins anew with each byte, so that whoever drips stays. Here each phase ends at its moment. And when
/// all places are taken, the oldest request that is not whole gives up its place, since all neighbours on a machine share one
/// loopback address, which cannot be counted. A connection is ended with `shutdown`: libmicrohttpd finds out and closes it.
final class OpenConnections: Sendable {
    /// What a connection is about.
    enum Phase {
        /// Its head is not whole: just opened, or kept open after an answer.
        case head
        case body
        /// The handler has it: that takes as long as it takes.
        case handling
        case sending
    }

    private struct Entry {
        var descriptor: Int32
        var peer: PeerAddress?
        /// At a Unix socket.
        var credentials: PeerCredentials?
        var phase = Phase.head
        var since = ContinuousClock.now
        var requests = 0
        var isEnded = false
    }

    private struct State {
        var entries: [UInt: Entry] = [:]
        var timer: (any DispatchSourceTimer)?
    }

    private let bounds: Server.Bounds
    private let admits: (@Sendable (PeerCredentials) -> Bool)?
    private let state = Mutex(State())

    /// When all places are taken, a request gets so long before it may have to give way: head and body come in one piece, an answer
    /// goes as fast as whoever wants it takes it. Thousands that wait in front of a message are through before its sender gives up.
    private static func grace(of phase: Phase) -> Duration { phase == .sending ? .seconds(2) : .milliseconds(20) }

    init(_ bounds: Server.Bounds, admits: (@Sendable (PeerCredentials) -> Bool)? = nil) {
        self.bounds = bounds
        self.admits = admits
    }

    /// Whether one more of that peer is let in. This machine's own are not counted, since they are many users' at once.
    func admits(_ peer: PeerAddress?) -> Bool {
        guard let peer, !peer.isLoopback else { return true }
        return state.withLock { state in
            state.entries.values.count { $0.peer == peer && !$0.isEnded } < bounds.connectionsPerAddress
        }
    }

    func open(_ connection: UInt, descriptor: Int32, peer: PeerAddress?) {
        let credentials = admits == nil ? nil : PeerCredentials(of: descriptor)
        state.withLock { state in
            state.entries[connection] = Entry(descriptor: descriptor, peer: peer, credentials: credentials)
            if let admits, credentials.map(admits) != true { end(connection, &state) }
            enforce(&state)
        }
    }

    /// Who is there, at a Unix socket.
    func credentials(of connection: UInt) -> PeerCredentials? { state.withLock { $0.entries[connection]?.credentials } }

    /// Comes before the descriptor is closed, so that another connection's is never shut down in its place.
    func close(_ connection: UInt) {
        state.withLock { state in
            state.entries[connection] = nil
            if state.entries.isEmpty { state.timer.take()?.cancel() }
        }
    }

    func enter(_ phase: Phase, _ connection: UInt) {
        state.withLock { state in
            state.entries[connection]?.phase = phase
            state.entries[connection]?.since = .now
            if phase == .sending { state.entries[connection]?.requests += 1 }
            if phase != .handling { enforce(&state) }
        }
    }

    /// The answer under way is the connection's last one.
    func isLast(_ connection: UInt) -> Bool {
        state.withLock { ($0.entries[connection]?.requests ?? 0) >= bounds.requestsPerConnection }
    }

    private func limit(of phase: Phase) -> Duration? {
        switch phase {
        case .head: .seconds(bounds.headSeconds)
        case .body: .seconds(bounds.bodySeconds)
        case .handling: nil
        case .sending: .seconds(bounds.sendingSeconds)
        }
    }

    /// Ends what is over its time, and sees to it that this is looked at again when the next one will be.
    private func enforce(_ state: inout State) {
        let now = ContinuousClock.now
        var next: ContinuousClock.Instant?
        func look(again moment: ContinuousClock.Instant) { next = min(next ?? moment, moment) }
        for (connection, entry) in state.entries where !entry.isEnded {
            guard let limit = limit(of: entry.phase) else { continue }
            if entry.since + limit <= now { end(connection, &state) } else { look(again: entry.since + limit) }
        }
        let open = state.entries.filter { !$0.value.isEnded }
        if open.count >= bounds.connections,
            let oldest = open.filter({ $0.value.phase != .handling }).min(by: {
                $0.value.since + Self.grace(of: $0.value.phase) < $1.value.since + Self.grace(of: $1.value.phase)
            })
        {
            let moment = oldest.value.since + Self.grace(of: oldest.value.phase)
            if moment <= now { end(oldest.key, &state) } else { look(again: moment) }
        }
        guard let next else { return }
        let delay = (next - now) / .nanoseconds(1)
        timer(&state).schedule(deadline: .now() + .nanoseconds(Int(delay.rounded(.up))))
    }

    private func end(_ connection: UInt, _ state: inout State) {
        guard let descriptor = state.entries[connection]?.descriptor else { return }
        state.entries[connection]?.isEnded = true
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func timer(_ state: inout State) -> any DispatchSourceTimer {
        if let timer = state.timer { return timer }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { @Sendable [weak self] in self?.enforce() }
        timer.activate()
        state.timer = timer
        return timer
    }

    private func enforce() {
        state.withLock { enforce(&$0) }
    }
}
