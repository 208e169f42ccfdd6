import HTTP
import Synchronization

/// A transport that lets so many calls through; every further one ends as `cancelled`.
final class CallBudget: Transport {
    private let transport: any Transport
    private let left: Mutex<Int>

    init(_ transport: any Transport, calls: Int) {
        self.transport = transport
        left = Mutex(calls)
    }

    var isSpent: Bool { left.withLock { $0 <= 0 } }

    func send(_ request: Request) async throws(TransportError) -> Response {
        let isPaid = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard isPaid else { throw .cancelled }
        return try await transport.send(request)
    }
}
