import CCurl
import Glibc
import Synchronization
import System

/// Where callers and curl's thread meet: requests go in, answers come out, each exactly once.
///
/// Whoever removes a continuation from `waiting` under the lock resumes it. So a cancelled caller goes on at once, and the thread
/// drops the transfer when it comes by.
final class TransferDesk: Sendable {
    typealias Answer = Result<Response, TransportError>

    /// What the thread finds when it comes by.
    struct Inbox {
        var jobs: [TransferJob] = []
        var abandoned: [Int] = []
        var stopped = false
    }

    private struct State {
        var inbox = Inbox()
        /// Why nothing more is taken in.
        var closed: TransportError?
        var waiting: [Int: CheckedContinuation<Answer, Never>] = [:]
        var thread: pthread_t?
        /// curl's handle as a bit pattern, there while the thread may be woken.
        var multi: UInt?

        func wake() {
            guard let multi else { return }
            curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: multi))
        }
    }

    let options: CurlTransport.Options
    private let tickets = Atomic(0)
    private let state = Mutex(State())

    init(_ options: CurlTransport.Options) {
        self.options = options
    }

    // MARK: The caller's side

    func ticket() -> Int {
        tickets.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Takes a request in, and starts the thread for the first one. Cancellation is looked up under the lock: a caller that was
    /// cancelled before came too early for `cancel` to find it.
    func hand(in job: TransferJob, _ continuation: CheckedContinuation<Answer, Never>) {
        let refusal = state.withLock { state -> TransportError? in
            if Task.isCancelled { return .cancelled }
            if let closed = state.closed { return closed }
            if state.thread == nil {
                state.thread = startThread()
                guard state.thread != nil else { return .unreachable("no thread left to send with") }
            }
            state.waiting[job.id] = continuation
            state.inbox.jobs.append(job)
            state.wake()
            return nil
        }
        if let refusal { continuation.resume(returning: .failure(refusal)) }
    }

    func cancel(_ id: Int) {
        let continuation = state.withLock { state in
            let continuation = state.waiting.removeValue(forKey: id)
            if continuation != nil {
                state.inbox.abandoned.append(id)
                state.wake()
            }
            return continuation
        }
        continuation?.resume(returning: .failure(.cancelled))
    }

    func stop() {
        let (left, thread) = state.withLock { state in
            state.inbox = Inbox(stopped: true)
            state.closed = .cancelled
            state.wake()
            defer {
                state.waiting = [:]
                state.thread = nil
            }
            return (state.waiting, state.thread)
        }
        for continuation in left.values { continuation.resume(returning: .failure(.cancelled)) }
        if let thread { pthread_join(thread, nil) }
    }

    private func startThread() -> pthread_t? {
        withSignalsBlocked {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(self)
            guard pthread_create(&thread, nil, carryTransfers, context.toOpaque()) == 0 else {
                context.release()
                return nil
            }
            return thread
        }
    }

    // MARK: The thread's side

    /// From here on, and until nil is given, callers wake the thread through this handle.
    func wakeThrough(_ multi: UnsafeMutableRawPointer?) {
        let bits = multi.map { UInt(bitPattern: $0) }
        state.withLock { $0.multi = bits }
    }

    func collect() -> Inbox {
        state.withLock { state in
            defer { state.inbox = Inbox(stopped: state.inbox.stopped) }
            return state.inbox
        }
    }

    func isWanted(_ id: Int) -> Bool {
        state.withLock { $0.waiting[id] != nil }
    }

    func deliver(_ answer: Answer, to id: Int) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: answer)
    }

    /// curl itself gave up: nobody may go on waiting.
    func close(because reason: String) {
        let error = TransportError.unreachable(reason)
        let left = state.withLock { state in
            state.inbox = Inbox(stopped: true)
            state.closed = state.closed ?? error
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in left.values { continuation.resume(returning: .failure(error)) }
    }
}

/// The thread's body: a global function, since a closure would take the isolation of where it stands.
private func carryTransfers(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let carrier = TransferCarrier(Unmanaged<TransferDesk>.fromOpaque(context).takeRetainedValue())
    carrier.run()
    return nil
}

/// A request on its way to curl's thread, by the number under which somebody waits for its answer.
struct TransferJob: Sendable {
    var id: Int
    var request: Request

    /// Scheme, host and port: what shares connections.
    var origin: Substring {
        guard let start = request.url.firstRange(of: "://")?.upperBound else { return "" }
        return request.url.prefix(upTo: request.url[start...].firstIndex { "/?#".contains($0) } ?? request.url.endIndex)
    }
}
