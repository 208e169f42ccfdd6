import FoundationEssentials
import HTTP
import Synchronization

/// Answers everything with one answer and remembers what was asked.
final class StubTransport: Transport {
    private let answer: Result<Response, TransportError>
    private let asked = Mutex<[Request]>([])

    init(_ answer: Result<Response, TransportError>) {
        self.answer = answer
    }

    convenience init(_ body: Data, status: Int = 200, headers: [Header] = []) {
        self.init(.success(Response(status: status, headers: headers, body: body)))
    }

    var requests: [Request] {
        asked.withLock { $0 }
    }

    func send(_ request: Request) async throws(TransportError) -> Response {
        asked.withLock { $0.append(request) }
        return try answer.get()
    }
}
