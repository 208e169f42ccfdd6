// It includes the header of SHUT_RDWR, which the compiler takes for its own where it meets it there first.
import CMicrohttpd
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
        /// That takes as long as it takes too, while its peer takes what comes.
        case streaming(BodyStream)
    }

    private struct Entry {
        var descriptor: Int32
        var peer: PeerAddress?
        /// At a Unix socket.
        var credentials: PeerCredentials?
        var phase = Phase.head
        var since = ContinuousClock.now
        var requests = 0
        /// It is about a path that is counted for itself.
        var isApart = false
        var isEnded = false

        var stream: BodyStream? {
            if case .streaming(let stream) = phase { stream } else { nil }
        }

        /// When it is over its time, if nothing happens until then. A stream whose peer has all begins anew at any moment.
        func end(after limit: Duration, _ now: ContinuousClock.Instant) -> ContinuousClock.Instant {
            (stream.map { $0.waitsSince ?? now } ?? since) + limit
        }

        /// Neither the own user's nor root's.
        var isGuest: Bool { credentials.map { $0.user != geteuid() && $0.user != 0 } ?? false }
    }

    private struct State {
        var entries: [UInt: Entry] = [:]
        var timer: (any DispatchSourceTimer)?
        var hangups: Hangups?

        var open: [UInt: Entry] { entries.filter { !$0.value.isEnded } }
    }

    private let bounds: Server.Bounds
    private let admits: (@Sendable (PeerCredentials) -> Bool)?
    private let proxies: Set<PeerAddress>
    private let state = Mutex(State())

    /// When all places are taken, a request gets so long before it may have to give way: head and body come in one piece, an answer
    /// goes as fast as whoever wants it takes it. Thousands that wait in front of a message are through before its sender gives up.
    private static func grace(of phase: Phase) -> Duration? {
        switch phase {
        case .head, .body: .milliseconds(20)
        case .handling: nil
        case .sending, .streaming: .seconds(2)
        }
    }

    init(_ bounds: Server.Bounds, admits: (@Sendable (PeerCredentials) -> Bool)? = nil) {
        self.bounds = bounds
        self.admits = admits
        proxies = Set(bounds.proxies.compactMap(PeerAddress.init))
    }

    /// Whether one more of that peer is let in. This machine's own are not counted, since they are many users' at once.
    func admits(_ peer: PeerAddress?) -> Bool {
        guard let peer, !peer.isLoopback, !proxies.contains(peer) else { return true }
        return state.withLock { state in
            state.entries.values.count { $0.peer == peer && !$0.isEnded } < bounds.connectionsPerAddress
        }
    }

    func open(_ connection: UInt, descriptor: Int32, peer: PeerAddress?) {
        open(connection, descriptor: descriptor, peer: peer, credentials: admits == nil ? nil : PeerCredentials(of: descriptor))
    }

    func open(_ connection: UInt, descriptor: Int32, peer: PeerAddress?, credentials: PeerCredentials?) {
        state.withLock { state in
            let entry = Entry(descriptor: descriptor, peer: peer, credentials: credentials)
            let hasPlace = hasPlace(for: entry, state)
            state.entries[connection] = entry
            if let admits, credentials.map(admits) != true || !hasPlace { end(connection, &state) }
            enforce(&state)
        }
    }

    /// At a Unix socket, a quarter of the places is kept for the own user and root, and no other user has more than his share of the rest.
    private func hasPlace(for entry: Entry, _ state: State) -> Bool {
        guard entry.isGuest else { return true }
        let guests = state.open.values.filter(\.isGuest)
        return guests.count < bounds.allConnections - bounds.allConnections / 4
            && guests.count { $0.credentials?.user == entry.credentials?.user } < bounds.connectionsPerUser
    }

    /// Begins a stream; false where there are as many as may be, a quarter of which is kept in the same way.
    func stream(_ stream: BodyStream, on connection: UInt) -> Bool {
        state.withLock { state in
            guard let entry = state.entries[connection] else { return false }
            let others = state.open.values.filter { $0.stream != nil }
            guard others.count < bounds.streams,
                !entry.isGuest || others.count(where: \.isGuest) < bounds.streams - bounds.streams / 4
            else { return false }
            state.entries[connection]?.phase = .streaming(stream)
            bound(entry.descriptor)
            if state.hangups == nil {
                state.hangups = Hangups { [weak self] in self?.endGone() }
            }
            state.hangups?.watch(entry.descriptor, as: connection)
            enforce(&state)
            return true
        }
    }

    /// What the system itself holds for a peer who takes nothing is bounded in size and, over the network, in time.
    private func bound(_ descriptor: Int32) {
        var bytes: Int32 = 64 << 10
        var milliseconds = Int32(clamping: bounds.sendingSeconds * 1000)
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, size)
    }

    private func endGone() {
        state.withLock { state in
            // Under the lock, under which they are forgotten too: it is this connection still, and none that came after it.
            while let connection = state.hangups?.next() { end(connection, &state) }
        }
    }

    /// Ends the connection of a stream, unless another has its place by now.
    func end(_ connection: UInt, streaming stream: BodyStream) {
        state.withLock { state in
            if state.entries[connection]?.stream === stream { end(connection, &state) }
        }
    }

    func endStreams() {
        state.withLock { state in
            for (connection, entry) in state.entries where entry.stream != nil { end(connection, &state) }
        }
    }

    /// Whether there is a place for a request of this path. Connections on which nothing is asked take none.
    func hasPlace(for path: String, on connection: UInt) -> Bool {
        guard let apart = bounds.apart else { return true }
        let isApart = path.hasPrefix(apart.prefix)
        return state.withLock { state in
            let others = state.open.filter { key, entry in
                guard key != connection, entry.isApart == isApart else { return false }
                return if case .head = entry.phase { false } else { true }
            }
            state.entries[connection]?.isApart = isApart
            guard others.count >= (isApart ? apart.connections : bounds.connections) else { return true }
            let now = ContinuousClock.now
            guard let oldest = oldestThatGivesWay(others, now), oldest.moment <= now else { return false }
            end(oldest.connection, &state)
            return true
        }
    }

    /// From where, over the network.
    func address(of connection: UInt) -> PeerAddress? { state.withLock { $0.entries[connection]?.peer } }

    /// Who is there, at a Unix socket.
    func credentials(of connection: UInt) -> PeerCredentials? { state.withLock { $0.entries[connection]?.credentials } }

    /// Comes before the descriptor is closed, so that another connection's is never shut down in its place.
    func close(_ connection: UInt) {
        state.withLock { state in
            if let entry = state.entries.removeValue(forKey: connection) { state.hangups?.forget(entry.descriptor) }
            if state.entries.isEmpty { state.timer.take()?.cancel() }
        }
    }

    func enter(_ phase: Phase, _ connection: UInt) {
        state.withLock { state in
            state.entries[connection]?.phase = phase
            state.entries[connection]?.since = .now
            switch phase {
            case .handling: return
            case .sending: state.entries[connection]?.requests += 1
            case .head, .body, .streaming: break
            }
            enforce(&state)
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
        case .sending, .streaming: .seconds(bounds.sendingSeconds)
        }
    }

    /// Ends what is over its time, and sees to it that this is looked at again when the next one will be.
    private func enforce(_ state: inout State) {
        let now = ContinuousClock.now
        var next: ContinuousClock.Instant?
        func look(again moment: ContinuousClock.Instant) { next = min(next ?? moment, moment) }
        for (connection, entry) in state.entries where !entry.isEnded {
            guard let limit = limit(of: entry.phase) else { continue }
            let moment = entry.end(after: limit, now)
            if moment <= now { end(connection, &state) } else { look(again: moment) }
        }
        let open = state.open
        if open.count >= bounds.allConnections {
            if let oldest = oldestThatGivesWay(open, now) {
                if oldest.moment <= now { end(oldest.connection, &state) } else { look(again: oldest.moment) }
            }
        }
        guard let next else { return }
        let delay = (next - now) / .nanoseconds(1)
        timer(&state).schedule(deadline: .now() + .nanoseconds(Int(delay.rounded(.up))))
    }

    /// Which of them gives up its place first, and when.
    private func oldestThatGivesWay(
        _ entries: [UInt: Entry], _ now: ContinuousClock.Instant
    ) -> (connection: UInt, moment: ContinuousClock.Instant)? {
        let moments = entries.compactMap { connection, entry in
            Self.grace(of: entry.phase).map { (connection: connection, moment: entry.end(after: $0, now)) }
        }
        return moments.min { $0.moment < $1.moment }
    }

    private func end(_ connection: UInt, _ state: inout State) {
        guard let entry = state.entries[connection] else { return }
        state.entries[connection]?.isEnded = true
        shutdown(entry.descriptor, Int32(SHUT_RDWR))
        // It may be set aside, where nothing is found out.
        entry.stream?.cut()
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
