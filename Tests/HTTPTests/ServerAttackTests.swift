import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite("Server under attack", .serialized, .heavy, .timeLimit(.minutes(2)))
struct ServerAttackTests {
    private func server(_ bounds: Server.Bounds, answer: Int = 2) throws -> Server {
        try Server(bounds: bounds) { _ in Outgoing(status: 200, body: Data(count: answer)) }
    }

    @Test("a thousand half heads hold nobody up")
    func manyHalfHeads() async throws {
        let server = try server(Server.Bounds())
        let drips = try RawConnection.thousand(to: server.port)
        for drip in drips { drip.send("GET / HT") }
        for _ in 0..<3 {
            let response = try await CurlTransport().send(Request(.get, url: server.address))
            #expect(response.status == 200)
        }
        withExtendedLifetime(drips) {}
    }

    @Test("a thousand whole heads whose bodies drip hold nobody up either")
    func manyDrippingBodies() async throws {
        let server = try server(Server.Bounds())
        let drips = try RawConnection.thousand(to: server.port)
        for drip in drips { drip.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx") }
        let start = ContinuousClock.now
        let response = try await CurlTransport().send(Request(.post, url: server.address, body: Data("whole".utf8)))
        #expect(response.status == 200 && ContinuousClock.now - start < .seconds(8))
        withExtendedLifetime(drips) {}
    }

    @Test("a head that drips is cut off at its time: the first one, and the next one of a kept connection")
    func drippingHead() throws {
        let server = try server(Server.Bounds(headSeconds: 1))
        let first = try RawConnection(server.port)
        first.send("GET / HTTP/1.1\r\nX: ")
        #expect(first.read(dripping: "x") == "")
        let next = try RawConnection(server.port)
        next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ")
        #expect(next.read(dripping: "x")?.hasPrefix("HTTP/1.1 200") == true)
    }

    @Test("a body that drips is cut off at its time")
    func drippingBody() throws {
        let server = try server(Server.Bounds(bodySeconds: 1))
        let drip = try RawConnection(server.port)
        drip.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        #expect(drip.read(dripping: "x") == "")
    }

    @Test("whoever takes no answer gives way when all places are taken")
    func slowReader() async throws {
        let server = try server(Server.Bounds(connections: 1), answer: 16 << 20)
        let slow = try RawConnection(server.port)
        slow.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let transport = CurlTransport(.init(replyBytes: 64 << 20))
        #expect(try await transport.send(Request(.get, url: server.address)).status == 200)
        withExtendedLifetime(slow) {}
    }

    @Test(
        "paths that are counted apart give way among themselves, and take none of the others' places",
        arguments: ["/", "/live/x"])
    func apart(path: String) async throws {
        let server = try server(Server.Bounds(connections: 2, apart: Server.Bounds.Apart(prefix: "/live/", connections: 2)))
        var drips: [RawConnection] = []
        for _ in 0..<2 {
            let drip = try RawConnection(server.port)
            drip.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx")
            drips.append(drip)
        }
        let transport = CurlTransport()
        for wanted in ["/live/y", "/v1", path] {
            // One that came this very moment is given its time.
            var status = 503
            let end = ContinuousClock.now + .seconds(8)
            while status == 503, ContinuousClock.now < end {
                status = try await transport.send(Request(.get, url: server.address + wanted)).status
            }
            #expect(status == 200, "\(wanted)")
        }
        withExtendedLifetime(drips) {}
    }

    @Test("a connection ends after so many answers")
    func requests() throws {
        let server = try server(Server.Bounds(requestsPerConnection: 3))
        let busy = try RawConnection(server.port)
        busy.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 5))
        let answers = try #require(busy.read())
        #expect(answers.split(separator: "HTTP/1.1 200").count == 3)
        #expect(answers.contains("Connection: close"))
    }

    @Test("five thousand requests on one connection are a hundred")
    func endlessRequests() throws {
        let server = try server(Server.Bounds())
        let busy = try RawConnection(server.port)
        for _ in 0..<50 { busy.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 100)) }
        let answers = try #require(busy.read())
        #expect(answers.split(separator: "HTTP/1.1 200").count == 100)
    }

    @Test("eight connections an address, IPv4 in IPv6 or not; this machine's own are not counted")
    func perAddress() {
        let open = OpenConnections(Server.Bounds())
        for (text, isCounted) in [("192.0.2.1", true), ("2001:db8::1", true), ("127.0.0.1", false), ("::1", false)] {
            let peer = peer(text)
            for index in UInt(0)..<8 {
                #expect(open.admits(peer))
                open.open(index, descriptor: -1, peer: peer)
            }
            #expect(open.admits(peer) == !isCounted)
            #expect(open.admits(self.peer("192.0.2.99")))
            open.close(0)
            #expect(open.admits(peer))
            for index in UInt(1)..<8 { open.close(index) }
        }
        #expect(peer("::ffff:192.0.2.1") == peer("192.0.2.1"))
    }

    @Test("eight connections another user of the machine, and a quarter of all places for the own one and root")
    func perUser() throws {
        let open = OpenConnections(Server.Bounds(streams: 8)) { _ in true }
        var ends: [Int32] = []
        defer { for end in ends { close(end) } }
        var last: UInt = 0
        /// Whether a connection of that user is left open.
        func isLetIn(_ user: UInt32) throws -> Bool {
            var pair: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &pair) == 0)
            ends += pair
            last += 1
            open.open(
                last, descriptor: pair[0], peer: nil, credentials: PeerCredentials(process: 1, user: user, group: user))
            var watched = pollfd(fd: pair[1], events: Int16(POLLIN), revents: 0)
            return poll(&watched, 1, 0) == 0
        }
        var streams = 0
        for user in UInt32(1001)...1006 {
            for _ in 0..<8 {
                #expect(try isLetIn(user))
                if open.stream(BodyStream(), on: last) { streams += 1 }
            }
            #expect(try !isLetIn(user))
        }
        #expect(streams == 6)
        #expect(try !isLetIn(1007))
        for user in [0, geteuid()] {
            for _ in 0..<8 { #expect(try isLetIn(user)) }
            #expect(open.stream(BodyStream(), on: last))
        }
        #expect(!open.stream(BodyStream(), on: last - 1))
        open.close(1)
        #expect(try isLetIn(1001))
    }

    @Test(
        "a path is what was sent, decoded once: no NUL ends it, no dots and no slashes make it another one",
        arguments: [
            ("/healthz%00", "/healthz%00"), ("/healthz%00/x", "/healthz%00/x"), ("//healthz", "//healthz"),
            ("/v1/%2e%2e/healthz", "/v1/../healthz"), ("/./healthz", "/./healthz"), ("/%68ealthz", "/healthz"), ("/%", "/%"),
            ("/%4", "/%4"), ("/%zz%2", "/%zz%2"), ("/%2500", "/%00"),
        ])
    func paths(_ sent: String, _ taken: String) throws {
        let server = try Server { Outgoing(status: 200, body: Data("<\($0.path)>".utf8)) }
        let connection = try RawConnection(server.port)
        connection.send("GET \(sent) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try #require(connection.read()).hasSuffix("<\(taken)>"))
    }

    @Test("more parameters than anybody needs are refused at once, however many, and hold no place", arguments: [65, 300, 5000])
    func parameters(_ count: Int) throws {
        let server = try Server(bounds: Server.Bounds(headSeconds: 2)) {
            Outgoing(status: 200, body: Data("\($0.query.count)".utf8))
        }
        let connection = try RawConnection(server.port)
        let query = repeatElement("a=1", count: count).joined(separator: "&")
        connection.send("GET /?\(query) HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try #require(connection.read(within: 5))
        #expect(answer.hasPrefix("HTTP/1.1 414 "), "\(answer)")
        #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
        let next = try RawConnection(server.port)
        next.send(
            "GET /?\(repeatElement("a=1", count: 64).joined(separator: "&")) HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\r\n")
        #expect(next.read(within: 5)?.hasSuffix("64") == true)
        // One that goes in the middle of its head.
        let gone = try RawConnection(server.port)
        gone.send("GET /?\(query) HTTP/1.1\r\nHost: a\r\n")
        gone.endSending()
        #expect(gone.read(within: 15) != nil)
    }

    @Test(
        "a request whose end can be read in two ways is refused, and nothing after it is taken for another one",
        arguments: [
            "Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Content-Length: 5\r\nContent-Length: 0", "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        ])
    func ambiguous(_ headers: String) throws {
        let server = try server(Server.Bounds())
        let connection = try RawConnection(server.port)
        connection.send("POST / HTTP/1.1\r\nHost: a\r\n\(headers)\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try #require(connection.read(within: 5))
        #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.ranges(of: "HTTP/1.1 ").count == 1, "\(answer)")
    }

    private func peer(_ text: String) -> PeerAddress? {
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(text, "80", nil, &found) == 0, let info = found else { return nil }
        defer { freeaddrinfo(info) }
        return PeerAddress(info.pointee.ai_addr)
    }
}
