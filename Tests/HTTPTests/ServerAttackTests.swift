import FoundationEssentials
import Glibc
import Testing

@testable import HTTP

/// A connection of somebody who does not mean well: bytes as they are.
private final class RawConnection {
    private let descriptor: Int32

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw ServerError(reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// What comes until the server closes, while a piece is sent each twentieth of a second; nil when it never closes.
    func read(dripping piece: String = "", within seconds: Double = 20) -> String? {
        let start = ContinuousClock.now
        var text = "", buffer = [UInt8](repeating: 0, count: 4096)
        while ContinuousClock.now - start < .seconds(seconds) {
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 50) > 0 else {
                send(piece)
                continue
            }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        return nil
    }
}

@Suite("Server under attack", .timeLimit(.minutes(2)))
struct ServerAttackTests {
    private func server(_ bounds: Server.Bounds, answer: Int = 2) throws -> Server {
        try Server(bounds: bounds) { _ in Outgoing(status: 200, body: Data(count: answer)) }
    }

    /// A thousand connections, and the descriptors for them.
    private func thousand(to server: Server) throws -> [RawConnection] {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return try (0..<1000).map { _ in try RawConnection(server.port) }
    }

    @Test("a thousand half heads hold nobody up")
    func manyHalfHeads() async throws {
        let server = try server(Server.Bounds())
        let drips = try thousand(to: server)
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
        let drips = try thousand(to: server)
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

    private func peer(_ text: String) -> PeerAddress? {
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(text, "80", nil, &found) == 0, let info = found else { return nil }
        defer { freeaddrinfo(info) }
        return PeerAddress(info.pointee.ai_addr)
    }
}
