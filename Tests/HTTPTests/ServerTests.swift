import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite("Server", .serialized, .heavy, .timeLimit(.minutes(1)))
struct ServerTests {
    private static func echo(_ incoming: Incoming) -> Outgoing {
        Outgoing(
            status: 200, headers: [Header("X-Method", incoming.method), Header("X-Path", incoming.path)], body: incoming.body)
    }

    @Test("a request arrives whole: path and query decoded, in order, headers and body")
    func request() async throws {
        let server = try Server { incoming in
            let lines =
                [incoming.method, incoming.path, incoming.header("x-a") ?? ""]
                + incoming.query.map { "\($0.name)=\($0.value)" } + incoming.form.map { "\($0.name):\($0.value)" }
            return Outgoing(status: 201, headers: [Header("X-B", "b")], body: Data(lines.joined(separator: "|").utf8))
        }
        let response = try await CurlTransport().send(
            Request(
                .post, url: server.address + "/api/a%20b?x=1&y=%E5%AE%A2+%2B&x=2&empty",
                headers: [Header("Content-Type", Form.contentType), Header("X-A", "v")], body: Data("t=at.1&n=%E5".utf8)))
        #expect(response.status == 201)
        #expect(response.header("x-b") == "b")
        #expect(response.header("Date") != nil)
        #expect(String(decoding: response.body, as: UTF8.self) == "POST|/api/a b|v|x=1|y=客 +|x=2|empty=|t:at.1|n:\u{FFFD}")
    }

    @Test("bodies of any size up to the bound come back as they were", arguments: [0, 1, 4095, 70_000, 1 << 20])
    func bodies(_ size: Int) async throws {
        let server = try Server { Self.echo($0) }
        let body = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let response = try await CurlTransport().send(Request(.post, url: server.address, body: body))
        #expect(response.body == body)
    }

    @Test("a body over the bound is refused with 413, announced or chunked, and the handler never sees it")
    func tooLarge() async throws {
        let server = try Server(bounds: Server.Bounds(bodyBytes: 1000)) { incoming in
            Outgoing(status: incoming.body.count > 1000 ? 500 : 200)
        }
        let transport = CurlTransport()
        for (size, headers, status) in [
            (1000, [], 200), (1001, [], 413), (1 << 20, [], 413),
            (1500, [Header("Transfer-Encoding", "chunked")], 413),
        ] {
            let response = try? await transport.send(
                Request(.post, url: server.address, headers: headers, body: Data(count: size)))
            // A server that hangs up in the middle of a large body may cut its own answer off.
            #expect(response?.status == status || (response == nil && size == 1 << 20))
        }
        await #expect(throws: TransportError.self) {
            try await transport.send(
                Request(
                    .post, url: server.address, headers: [Header("Transfer-Encoding", "chunked")], body: Data(count: 1 << 20)))
        }
    }

    @Test("a head over the bound and a method not served are refused")
    func heads() async throws {
        let server = try Server(bounds: Server.Bounds(headBytes: 4096)) { Self.echo($0) }
        let transport = CurlTransport()
        let large = try await transport.send(
            Request(.get, url: server.address, headers: [Header("X", String(repeating: "x", count: 5000))]))
        #expect((400..<500).contains(large.status))
        let long = try await transport.send(Request(.get, url: server.address + "/" + String(repeating: "x", count: 5000)))
        #expect((400..<500).contains(long.status))
    }

    @Test("a server has its methods: another is refused with those that there are; a body of PUT is a body")
    func methods() async throws {
        for (methods, served) in [([.get, .head, .post], "GET, HEAD, POST"), ([.put, .get], "GET, PUT")]
            as [(Set<Server.Method>, String)]
        {
            let server = try Server(bounds: Server.Bounds(bodyBytes: 1000), methods: methods) { Self.echo($0) }
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "put"] {
                let connection = try RawConnection(server.port)
                connection.send("\(method) / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody")
                let answer = try #require(connection.read())
                let isServed = Server.Method(rawValue: method).map(methods.contains) ?? false
                #expect(answer.hasPrefix(isServed ? "HTTP/1.1 200" : "HTTP/1.1 405"))
                #expect(answer.contains("Allow: \(served)\r\n") == !isServed)
                #expect(answer.hasSuffix("\r\n\r\nbody") == (isServed && method != "HEAD"))
            }
            let large = try RawConnection(server.port)
            large.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
            #expect(large.read(until: "\r\n\r\n")?.hasPrefix(methods.contains(.put) ? "HTTP/1.1 413" : "HTTP/1.1 405") == true)
        }
    }

    @Test("the handler's own Date replaces the server's; what would break the framing is left out")
    func headers() async throws {
        let date = "Thu, 01 Jan 1970 00:00:00 GMT"
        let server = try Server { _ in
            Outgoing(
                status: 200, headers: [Header("Date", date), Header("X", "a\r\nY: b"), Header("Content-Length", "1")],
                body: Data("hello".utf8))
        }
        let response = try await CurlTransport().send(Request(.get, url: server.address))
        #expect(response.headers.filter { $0.name == "Date" }.map(\.value) == [date])
        #expect(response.header("Y") == nil)
        #expect(response.body == Data("hello".utf8))
    }

    @Test("a thousand requests at once are all answered, each with its own")
    func manyAtOnce() async throws {
        let server = try Server { Self.echo($0) }
        let transport = CurlTransport(.init(connectionsPerHost: 32))
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<1000 {
                group.addTask {
                    let body = Data("request \(index)".utf8)
                    return try await transport.send(Request(.post, url: server.address, body: body)).body == body
                }
            }
            for try await same in group { #expect(same) }
        }
    }

    @Test("more connections than the bound wait, and are served")
    func connectionBound() async throws {
        let server = try Server(bounds: Server.Bounds(connections: 2)) { Self.echo($0) }
        let transports = (0..<6).map { _ in CurlTransport() }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for transport in transports {
                // Closed by the server, since a kept connection would hold its place.
                group.addTask {
                    try await transport.send(Request(.get, url: server.address, headers: [Header("Connection", "close")])).status
                }
            }
            for try await status in group { #expect(status == 200) }
        }
    }

    @Test("a handler that waits holds up nobody else")
    func slowHandler() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let server = try Server { incoming in
            if incoming.path == "/slow" { for await _ in gate {} }
            return Self.echo(incoming)
        }
        let transport = CurlTransport()
        async let slow = transport.send(Request(.get, url: server.address + "/slow"))
        for _ in 0..<20 {
            let quick = try await transport.send(Request(.get, url: server.address + "/quick"))
            #expect(quick.header("X-Path") == "/quick")
        }
        open.finish()
        #expect(try await slow.header("X-Path") == "/slow")
    }

    @Test("stopping ends pending requests, cancels their handlers and frees the port")
    func stopWhilePending() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Bool.self)
        let server = try Server { _ in
            // A gate of its own: one that is shared ends for all as soon as one of its readers is cancelled.
            let (gate, open) = AsyncStream.makeStream(of: Void.self)
            arrived.yield()
            for await _ in gate {}
            open.finish()
            ended.yield(Task.isCancelled)
            return Outgoing(status: 200)
        }
        let transport = CurlTransport()
        let tasks = (0..<5).map { _ in Task { try await transport.send(Request(.get, url: server.address)) } }
        for await _ in arrivals.prefix(5) {}
        server.stop()
        server.stop()
        for task in tasks { await #expect(throws: TransportError.self) { try await task.value } }
        for await cancelled in ends.prefix(5) { #expect(cancelled) }
        let again = try Server(port: server.port) { Self.echo($0) }
        #expect(try await transport.send(Request(.get, url: again.address)).status == 200)
    }

    @Test("a peer that leaves while its answer is made does no harm")
    func peerLeaves() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try Server { incoming in
            if incoming.path == "/slow" {
                arrived.yield()
                for await _ in gate {}
            }
            return Self.echo(incoming)
        }
        let transport = CurlTransport()
        let tasks = (0..<5).map { _ in Task { try await transport.send(Request(.get, url: server.address + "/slow")) } }
        for await _ in arrivals.prefix(5) {}
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: TransportError.cancelled) { try await task.value } }
        open.finish()
        #expect(try await transport.send(Request(.get, url: server.address + "/quick")).status == 200)
    }

    @Test("it binds literals and localhost, and says why not otherwise")
    func hosts() async throws {
        let local = try Server(host: "localhost") { Self.echo($0) }
        #expect(local.address == "http://127.0.0.1:\(local.port)" && local.port != 0)
        if let six = try? Server(host: "::1", handler: { Self.echo($0) }) {
            #expect(six.address == "http://[::1]:\(six.port)")
            #expect(try await CurlTransport().send(Request(.get, url: six.address)).status == 200)
        }
        #expect(throws: ServerError(reason: "127.0.0.1 port \(local.port): Address already in use", isTaken: true)) {
            try Server(port: local.port) { Self.echo($0) }
        }
        #expect(throws: ServerError(reason: "example.com is no IP address")) {
            try Server(host: "example.com") { Self.echo($0) }
        }
    }
}
