import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import HTTP

private func send(_ request: Request, by transport: CurlTransport = CurlTransport()) async -> TransportError? {
    do throws(TransportError) {
        _ = try await transport.send(request)
        return nil
    } catch {
        return error
    }
}

@Suite("Addresses that a reply names", .serialized, .heavy, .timeLimit(.minutes(1)))
struct InsideTests {
    @Test(
        "inside are this machine, its network and its link, however they are written",
        arguments: [
            ("127.0.0.1", true), ("127.1", true), ("2130706433", true), ("0x7f000001", true), ("017700000001", true),
            ("0.0.0.0", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true),
            ("169.254.169.254", true), ("100.64.0.1", true), ("198.18.0.5", false), ("8.8.8.8", false), ("224.0.0.1", true),
            ("::1", true), ("[::1]", true), ("::", true), ("::ffff:127.0.0.1", true), ("::ffff:8.8.8.8", false),
            ("64:ff9b::7f00:1", true), ("fe80::1", true), ("fe80::1%eth0", true), ("fd00::1", true), ("2001:db8::1", false),
            ("localhost", true), ("LocalHost.", true), ("a.localhost", true), ("open.ys7.com", false),
        ])
    func kinds(_ host: String, _ isInside: Bool) {
        #expect(InsideAddress.holds(host: host) == isInside)
    }

    @Test(
        "and whatever address this machine has itself, with its IPv6 network",
        arguments: [
            ("11.22.33.44", "11.22.33.44", true), ("11.22.33.45", "11.22.33.44", false),
            ("2400:1234:5678::7", "2400:1234:5678::7", true), ("2400:1234:5678:0:a::9", "2400:1234:5678::7", true),
            ("2400:1234:5678:1::7", "2400:1234:5678::7", false), ("127.0.0.1", "11.22.33.44", true),
        ])
    func ownAddress(_ peer: String, _ own: String, _ isInside: Bool) {
        #expect(InsideAddress.holds(peer, from: own) == isInside)
    }

    @Test("an address that a reply names is looked at as numbers with all that this machine has, and a name is not")
    func named() {
        let own = ["198.18.0.2", "2001:db8:5::2"]
        for inside in [
            "http://198.18.0.2:9999/a?b=c", "https://198.18.2/", "http://0xc6120002/x", "http://[2001:db8:5::2]/seg.ts",
            "http://[2001:db8:5::77]:1/", "http://[::ffff:198.18.0.2]/", "http://127.0.0.1/", "http://localhost/",
        ] { #expect(InsideAddress.holds(url: inside, own: own), "\(inside)") }
        for outside in ["http://198.18.0.3/", "http://[2001:db8:6::2]/", "https://open.ys7.com/x"] {
            #expect(!InsideAddress.holds(url: outside, own: own), "\(outside)")
        }
        // Whatever interfaces there are: none of the world's.
        #expect(!InsideAddress.holds(url: "http://8.8.8.8/") && InsideAddress.holds(url: "http://[::1]/"))
    }

    @Test("a configured host that was outside once names nothing inside, though its name leads there later") func rebound() {
        var hosts = InsideHosts()
        #expect(!hosts.holds("cloud.example") && hosts.holds("127.0.0.1"))
        hosts.note("console.example", leadsInside: true)
        hosts.note("cloud.example", leadsInside: false)
        hosts.note("cloud.example", leadsInside: true)
        #expect(hosts.holds("console.example") && !hosts.holds("cloud.example"))
        hosts.note("console.example", leadsInside: false)
        #expect(!hosts.holds("console.example"))
    }

    private static let hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

    @Test("what a host out there names in here is not asked, whatever it is called")
    func refused() async throws {
        let server = try FaultServer(.answer(Self.hello))
        let name = String(decoding: try Tool("hostname", []).output, as: UTF8.self).filter { !$0.isWhitespace }
        for host in ["127.0.0.1", "127.1", "localhost", "0x7f000001", name] {
            let request = Request(.get, url: "http://\(host):\(server.port)/admin?delete=1", namedBy: "https://open.ys7.com")
            let error = await send(request)
            // The machine's name leads inside, or, where it has no entry, nowhere.
            if host == name, case .unreachable = error { continue }
            #expect(error == .inside, "\(host)")
        }
        #expect(await send(Request(.get, url: server.address)) == nil)
        #expect(await server.requests.first { _ in true }?.hasPrefix("GET / ") == true, "the first that came is the user's own")
    }

    @Test("a base in here may name others in here: by its address, or once it was asked by its name")
    func inside() async throws {
        let server = try FaultServer(.answer(Self.hello))
        #expect(await send(Request(.get, url: server.address, namedBy: "http://127.0.0.1:1")) == nil)
        let transport = CurlTransport()
        #expect(await send(Request(.get, url: "http://localhost:\(server.port)"), by: transport) == nil)
        #expect(await send(Request(.get, url: server.address, namedBy: "http://localhost:\(server.port)"), by: transport) == nil)
    }

    @Test("through a proxy the host is judged as it is written, and the proxy is not passed by")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            let proxy = try FaultServer(.answer(Self.hello))
            setenv("http_proxy", proxy.address, 1)
            setenv("no_proxy", "*", 1)
            let named = { Request(.get, url: $0, namedBy: "https://open.ys7.com") }
            #expect(await send(named("http://127.0.0.1:1/x")) == .inside)
            #expect(await send(named("http://img.example/x")) == nil)
            #expect(await proxy.requests.first { _ in true }?.hasPrefix("GET http://img.example/x") == true)
        }
    }
}
