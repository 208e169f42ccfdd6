import CMosquitto
import Fleet
import Glibc
import Synchronization
import System

/// Over libmosquitto, on a thread of its own, which alone touches the library: it may wait for a name or a host as long as that takes.
final class MosquittoLink: BrokerLink {
    struct Inbox {
        var orders: [BrokerOrder] = []
        var isEnding = false
    }

    private struct State {
        var inbox = Inbox()
        /// Somebody is there who hears a good-bye.
        var isConnected = false
    }

    let events: AsyncStream<BrokerEvent>
    let login: BrokerLogin
    private let output: AsyncStream<BrokerEvent>.Continuation
    private let state = Mutex(State())
    private let wakeup: Descriptor?

    init(_ login: BrokerLogin) {
        self.login = login
        (events, output) = AsyncStream.makeStream(of: BrokerEvent.self)
        do throws(SystemFault) { wakeup = try Descriptor(taking: eztop_wakeup()) } catch { wakeup = nil }
        startThread()
    }

    private func startThread() {
        let context = Unmanaged.passRetained(self)
        let hasStarted =
            wakeupDescriptor >= 0
            && withSignalsBlocked {
                var thread = pthread_t()
                guard pthread_create(&thread, nil, carryMessages, context.toOpaque()) == 0 else { return false }
                pthread_detach(thread)
                return true
            }
        guard !hasStarted else { return }
        context.release()
        tell(.ended(.unreachable(reason: "no thread left to send with")))
    }

    func send(_ orders: [BrokerOrder]) {
        state.withLock { $0.inbox.orders += orders }
        wake()
    }

    func end() {
        let isConnected = state.withLock { state in
            state.inbox.isEnding = true
            return state.isConnected
        }
        wake()
        // The thread may wait for a host that does not answer.
        if !isConnected { tell(.ended(nil)) }
    }

    private func wake() {
        // It counts: it is full after 2^64 wakes alone.
        withUnsafeBytes(of: UInt64(1)) { _ = Glibc.write(wakeupDescriptor, $0.baseAddress, $0.count) }
    }

    // MARK: The thread's side

    var wakeupDescriptor: Int32 {
        switch wakeup {
        case .some(let descriptor): descriptor.number
        case .none: -1
        }
    }

    func collect() -> Inbox {
        var count: UInt64 = 0
        _ = withUnsafeMutableBytes(of: &count) { Glibc.read(wakeupDescriptor, $0.baseAddress, $0.count) }
        return state.withLock { state in
            defer { state.inbox.orders = [] }
            return state.inbox
        }
    }

    /// - Returns: whether it is still wanted.
    func noteConnected() -> Bool {
        let isWanted = state.withLock { state in
            state.isConnected = true
            return !state.inbox.isEnding
        }
        if isWanted { tell(.connected) }
        return isWanted
    }

    func tell(_ event: BrokerEvent) {
        output.yield(event)
        if case .ended = event { output.finish() }
    }
}

/// The thread's body: a global function, since a closure would take the isolation of where it stands.
private func carryMessages(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let link = Unmanaged<MosquittoLink>.fromOpaque(context).takeRetainedValue()
    link.tell(.ended(MosquittoCarrier(link).run()))
    return nil
}

extension BrokerLogin {
    /// The library that is loaded: `libmosquitto 2.0.11`; nil where there is none.
    static var library: String? {
        guard let library = eztop_mosquitto()?.pointee else { return nil }
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        _ = library.lib_version(&major, &minor, &revision)
        return "libmosquitto \(major).\(minor).\(revision)"
    }
}
