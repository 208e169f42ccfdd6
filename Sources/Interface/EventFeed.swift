import DeviceService
import Fleet
import FoundationEssentials
import HTTP
import Output
import Synchronization
import Wording

/// Changes as server-sent events: each is numbered and kept for whoever comes back, and goes to everybody who listens.
///
/// See the WHATWG's HTML standard, "Server-sent events".
final class EventFeed: Sendable {
    private struct State {
        var log = ChangeLog(since: Date())
        /// The newest ones as they are sent.
        var events: [Data] = []
        /// The number of the last one.
        var last = 0
        var streams: [Int: BodyStream] = [:]
        var lastStream = 0
        /// Whoever polls here gives that up: nothing comes any more.
        var isClosed = false
    }

    /// Names this feed among all: numbers of another one say nothing here.
    private let epoch = UUID().uuidString.prefix(8).lowercased()
    private let printer = ChangePrinter(json: true, texts: .english)
    private let state = Mutex(State())

    /// So many are kept.
    private static let most = 10_000
    /// Seconds between two comments, which show a listener, and whatever stands between, that the line is alive.
    private static let heartbeat: TimeInterval = 15
    /// Bytes that a listener may leave lying; all that are kept at once fit in.
    private static let patience = 16 << 20

    func take(_ snapshot: Snapshot) {
        state.withLock { state in
            var new: [Data] = []
            for case .change(let change) in state.log.take(snapshot, at: Date()) {
                state.last += 1
                new.append(Data("id: \(epoch)-\(state.last)\nevent: change\ndata: \(printer.text(of: change))\n".utf8))
            }
            guard !new.isEmpty else { return }
            state.events += new
            if state.events.count > Self.most { state.events.removeFirst(state.events.count - Self.most) }
            for stream in state.streams.values { stream.send(Data(new.joined())) }
        }
    }

    /// - Parameter id: the last event that the listener has; nil for one that wants what comes from now on.
    func stream(after id: String?) -> BodyStream {
        let (stream, number) = state.withLock { state -> (BodyStream, Int) in
            state.lastStream += 1
            let number = state.lastStream
            let stream = BodyStream(limit: Self.patience) { [weak self] in self?.drop(number) }
            // The head is on its way at once.
            stream.send(Data(":\n\n".utf8))
            if let id {
                if let missed = missed(after: id, state) {
                    if !missed.isEmpty { stream.send(Data(missed.joined())) }
                } else {
                    stream.send(Data("id: \(epoch)-\(state.last)\nevent: reset\ndata: {}\n\n".utf8))
                }
            }
            if state.isClosed { stream.finish() } else { state.streams[number] = stream }
            return (stream, number)
        }
        beat(number)
        return stream
    }

    /// nil where that is not known: too old, or of another feed.
    private func missed(after id: String, _ state: State) -> ArraySlice<Data>? {
        let parts = id.split(separator: "-")
        guard parts.count == 2, parts[0] == epoch, let number = Int(parts[1]),
            (state.last - state.events.count...state.last).contains(number)
        else { return nil }
        return state.events.suffix(state.last - number)
    }

    private func beat(_ number: Int) {
        Task { [weak self] in
            await pause(Self.heartbeat)
            guard let self, let stream = state.withLock({ $0.streams[number] }) else { return }
            if stream.send(Data(":\n\n".utf8)) { beat(number) }
        }
    }

    private func drop(_ number: Int) {
        // Whoever sends may hold the lock: it is told of the end within its own call.
        Task { [weak self] in self?.state.withLock { $0.streams[number] = nil } }
    }

    func close() {
        let streams = state.withLock { state in
            defer { (state.streams, state.isClosed) = ([:], true) }
            return state.streams
        }
        for stream in streams.values { stream.finish() }
    }
}
