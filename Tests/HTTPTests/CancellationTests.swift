import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite("Transport, cancelled", .serialized, .heavy, .timeLimit(.minutes(1)))
struct CancellationTests {
    private func error(of task: Task<Response, any Error>) async -> TransportError? {
        do {
            _ = try await task.value
            return nil
        } catch { return error as? TransportError }
    }

    @Test("a request under way ends at once when its task is cancelled, and its connection with it")
    func underWay() async throws {
        let server = try FaultServer(.silence)
        let transport = CurlTransport()
        let task = Task { try await transport.send(Request(.get, url: server.address)) }
        _ = await server.requests.first { _ in true }
        task.cancel()
        #expect(await error(of: task) == .cancelled)
    }

    @Test("a task cancelled before it sends sends nothing")
    func beforeStart() async throws {
        let server = try FaultServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        let transport = CurlTransport(.init(totalSeconds: 5))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(Request(.get, url: server.address + "/never"))
        }
        #expect(await error(of: task) == .cancelled)
        _ = try await transport.send(Request(.get, url: server.address + "/next"))
        let first = await server.requests.first { _ in true }
        #expect(first?.hasPrefix("GET /next") == true)
    }

    @Test("a hundred cancelled at once all end, and the transport works on")
    func storm() async throws {
        let server = try FaultServer(.silence)
        let transport = CurlTransport(.init(totalSeconds: 5))
        let refusing = Request(.get, url: "http://127.0.0.1:1/")
        let hanging = Request(.get, url: server.address)
        for _ in 0..<10 {
            let tasks = (0..<100).map { index in
                Task { try await transport.send(index.isMultiple(of: 2) ? refusing : hanging) }
            }
            for task in tasks { task.cancel() }
            for (index, task) in tasks.enumerated() {
                let error = await error(of: task)
                #expect(error == .cancelled || index.isMultiple(of: 2) && error?.isTransient == true)
            }
        }
        let answering = try Server { _ in Outgoing(status: 204) }
        let response = try await transport.send(Request(.get, url: answering.address))
        #expect(response.status == 204)
    }

    @Test("a stopped transport ends what is under way and takes nothing more")
    func stopped() async throws {
        let server = try FaultServer(.silence)
        let transport = CurlTransport()
        let tasks = (0..<20).map { _ in Task { try await transport.send(Request(.get, url: server.address)) } }
        _ = await server.requests.first { _ in true }
        transport.stop()
        transport.stop()
        for task in tasks { #expect(await error(of: task) == .cancelled) }
        let late = Task { try await transport.send(Request(.get, url: server.address)) }
        #expect(await error(of: late) == .cancelled)
    }

    @Test("transports come and go without being used, or right after")
    func comeAndGo() async throws {
        let server = try Server { _ in Outgoing(status: 200) }
        for index in 0..<50 {
            let transport = CurlTransport()
            if index.isMultiple(of: 2) { _ = try await transport.send(Request(.get, url: server.address)) }
        }
    }
}
