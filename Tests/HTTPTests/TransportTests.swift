import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite("Transport", .serialized, .heavy, .timeLimit(.minutes(1)))
struct TransportTests {
    private static let hello = "HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 23:12:53 GMT\r\nContent-Length: 5\r\n\r\nhello"

    /// What sending there ends in.
    private func outcome(
        _ fault: FaultServer.Fault, _ options: CurlTransport.Options = CurlTransport.Options()
    ) async throws -> Result<Response, TransportError> {
        let server = try FaultServer(fault)
        return await outcome(Request(.get, url: server.address + "/secret-path?token=secret"), options)
    }

    private func outcome(
        _ request: Request, _ options: CurlTransport.Options = CurlTransport.Options()
    ) async -> Result<Response, TransportError> {
        let transport = CurlTransport(options)
        do throws(TransportError) { return .success(try await transport.send(request)) } catch { return .failure(error) }
    }

    @Test("an answer comes whole: status, headers in order, body")
    func answer() async throws {
        let response = try await outcome(.answer(Self.hello)).get()
        #expect(response.status == 200)
        #expect(response.header("date") == "Mon, 23 Nov 2026 23:12:53 GMT")
        #expect(response.body == Data("hello".utf8))
    }

    @Test("any status is an answer, and interim answers leave no headers behind")
    func interim() async throws {
        let response = try await outcome(
            .answer("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 502 Bad\r\nX: y\r\nContent-Length: 0\r\n\r\n")
        ).get()
        #expect(response.status == 502)
        #expect(response.headers.map(\.name) == ["X", "Content-Length"])
    }

    @Test("a POST carries body and headers, and does not wait for 100 Continue")
    func post() async throws {
        let server = try FaultServer(.answer(Self.hello))
        let transport = CurlTransport(CurlTransport.Options(userAgent: "eztop/9"))
        let body = Form.encode([Parameter("accessToken", "at.+/="), Parameter("名", String(repeating: "x", count: 5000))])
        _ = try await transport.send(
            Request(
                .post, url: server.address, headers: [Header("Content-Type", Form.contentType), Header("A", "b\r\nEvil: 1")],
                body: body))
        let request = try #require(await server.requests.first { _ in true })
        #expect(request.hasPrefix("POST / HTTP/1.1\r\n"))
        #expect(request.contains("User-Agent: eztop/9\r\n"))
        #expect(request.contains("Content-Type: application/x-www-form-urlencoded\r\n"))
        #expect(!request.contains("Expect"))
        #expect(!request.contains("Evil"))
        #expect(request.hasSuffix("\r\n\r\naccessToken=at.%2B%2F%3D&%E5%90%8D=" + String(repeating: "x", count: 5000)))
    }

    @Test("an empty POST is a POST")
    func emptyPost() async throws {
        let server = try FaultServer(.answer(Self.hello))
        _ = try await CurlTransport().send(Request(.post, url: server.address))
        let request = try #require(await server.requests.first { _ in true })
        #expect(request.hasPrefix("POST /") && request.contains("Content-Length: 0\r\n"))
    }

    @Test("a redirect is an answer and is not followed")
    func redirect() async throws {
        let response = try await outcome(
            .answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        ).get()
        #expect(response.status == 302)
    }

    // MARK: Faults

    @Test("a refused connection is unreachable, with words that name no path and no query")
    func refused() async throws {
        guard case .failure(.unreachable(let reason)) = await outcome(Request(.get, url: "http://127.0.0.1:1/secret?a=secret"))
        else {
            Issue.record("another outcome")
            return
        }
        #expect(reason.contains("127.0.0.1 port 1") && reason.contains("Connection refused"))
        #expect(!reason.contains("secret"))
    }

    @Test("a name that nobody knows is unreachable")
    func unknownName() async {
        guard case .failure(.unreachable) = await outcome(Request(.get, url: "http://nowhere.invalid/")) else {
            Issue.record("another outcome")
            return
        }
    }

    @Test("silence ends at the total deadline")
    func silence() async throws {
        guard case .failure(.timedOut(let reason)) = try await outcome(.silence, .init(totalSeconds: 0.2)) else {
            Issue.record("another outcome")
            return
        }
        #expect(!reason.contains("secret"))
    }

    @Test("a body that drips for ever ends at the total deadline")
    func drip() async throws {
        let fault = FaultServer.Fault.drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", milliseconds: 20)
        guard case .failure(.timedOut) = try await outcome(fault, .init(totalSeconds: 0.3)) else {
            Issue.record("another outcome")
            return
        }
    }

    @Test(
        "a connection cut or reset at any place is unreachable",
        arguments: [
            FaultServer.Fault.answerAndReset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
            .answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
            .answerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"),
            .answerAndClose("HTTP/1.1 200"), .answerAndClose(""), .answerAndReset(""), .answer("no HTTP at all\r\n\r\n"),
            .answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
        ])
    func cut(_ fault: FaultServer.Fault) async throws {
        guard case .failure(.unreachable(let reason)) = try await outcome(fault, .init(totalSeconds: 5)) else {
            Issue.record("another outcome")
            return
        }
        #expect(!reason.contains("secret") && !reason.contains("half"))
    }

    @Test(
        "a reply over the bound is refused, announced or not",
        arguments: ["Content-Length: 101\r\n\r\n", "\r\n"])
    func tooLarge(_ head: String) async throws {
        let fault = FaultServer.Fault.answerAndClose("HTTP/1.1 200 OK\r\n" + head + String(repeating: "x", count: 101))
        guard case .failure(.tooLarge(limit: 100)) = try await outcome(fault, .init(replyBytes: 100)) else {
            Issue.record("another outcome")
            return
        }
    }

    @Test("endless headers are refused")
    func endlessHeaders() async throws {
        let fault = FaultServer.Fault.answer(
            "HTTP/1.1 200 OK\r\n" + String(repeating: "X: \(String(repeating: "y", count: 100))\r\n", count: 1000))
        guard case .failure(.tooLarge) = try await outcome(fault) else {
            Issue.record("another outcome")
            return
        }
    }

    @Test(
        "only http and https go out",
        arguments: [
            "file:///etc/passwd", "ftp://127.0.0.1/", "rtmp://127.0.0.1/x", "", "http://", "http://a b/", "http://\0/", "::",
        ])
    func otherProtocols(_ url: String) async {
        guard case .failure(.invalidURL) = await outcome(Request(.get, url: url)) else {
            Issue.record("another outcome")
            return
        }
    }

    @Test("a kept connection that the server closed meanwhile costs nothing but a new one")
    func keptConnectionClosed() async throws {
        let server = try FaultServer(.answerAndClose(Self.hello))
        let transport = CurlTransport()
        for _ in 0..<20 {
            let response = try await transport.send(Request(.post, url: server.address, body: Data("a=b".utf8)))
            #expect(response.status == 200)
            _ = await server.closings.first { _ in true }
        }
    }

    @Test("a request that waits for its turn does not spend its deadline there")
    func turns() async throws {
        let server = try FaultServer(.silence, .silence, .answer(Self.hello))
        let transport = CurlTransport(.init(totalSeconds: 0.4, connectionsPerHost: 1))
        let request = Request(.get, url: server.address)
        async let first = try? transport.send(request)
        async let second = try? transport.send(request)
        async let third = try? transport.send(request)
        let answers = await [first, second, third].compactMap { $0?.status }
        #expect(answers == [200])
    }

    @Test("a request goes out once, whatever becomes of a kept connection: nothing is repeated by itself")
    func sentOnce() async throws {
        var server: FaultServer? = try FaultServer(.answer(Self.hello), .answerAndReset(""))
        let (address, requests) = (try #require(server?.address), try #require(server?.requests))
        let transport = CurlTransport()
        _ = try await transport.send(Request(.post, url: address, body: Data("first".utf8)))
        await #expect(throws: TransportError.self) {
            try await transport.send(Request(.post, url: address, body: Data("action".utf8)))
        }
        server = nil
        #expect(await requests.reduce(into: 0) { count, request in if request.hasSuffix("action") { count += 1 } } == 1)
    }
}
