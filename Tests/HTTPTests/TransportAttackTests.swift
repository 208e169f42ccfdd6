import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing

private func fault(
    _ request: Request, _ options: CurlTransport.Options = CurlTransport.Options()
) async -> TransportError? {
    do throws(TransportError) {
        _ = try await CurlTransport(options).send(request)
        return nil
    } catch {
        return error
    }
}

@Suite("Transport under attack", .serialized, .heavy, .timeLimit(.minutes(2)))
struct TransportAttackTests {
    @Test("what unpacks without end is refused at the bound, in little memory")
    func bomb() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let script =
                "import sys, zlib; c = zlib.compressobj(9, zlib.DEFLATED, int(sys.argv[2])); f = open(sys.argv[1], 'wb')\n"
                + "for _ in range(512): f.write(c.compress(bytes(1 << 20)))\nf.write(c.flush())"
            for (encoding, window) in [("gzip", "31"), ("deflate", "15")] {
                let path = folder.path + "/" + encoding
                _ = try Tool("/usr/bin/python3", ["-c", script, path, window], within: 60)
                let packed = try Data(contentsOf: URL(filePath: path))
                #expect(packed.count < 1 << 20)
                let server = try Server { _ in
                    Outgoing(status: 200, headers: [Header("Content-Encoding", encoding)], body: packed)
                }
                let before = residentMemory()
                #expect(await fault(Request(.get, url: server.address)) == .tooLarge(limit: 8 << 20), "\(encoding)")
                #expect(residentMemory() - before < 64 << 20, "\(encoding)")
            }
        }
    }

    @Test("passwords that lie in the home for curl are not sent")
    func netrc() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try Data("default login marked password secret\n".utf8).write(to: URL(filePath: folder.path + "/.netrc"))
            setenv("HOME", folder.path, 1)
            setenv("NETRC", folder.path + "/.netrc", 1)
            let server = try FaultServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
            #expect(await fault(Request(.get, url: server.address)) == nil)
            let request = try #require(await server.requests.first { _ in true })
            #expect(!request.lowercased().contains("authorization"))
        }
    }

    @Test(
        "redirects to files, to other hosts and in here are answers, and are not followed",
        arguments: [301, 302, 303, 307, 308])
    func redirects(_ status: Int) async throws {
        let target = try FaultServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        for place in ["file:///etc/passwd", target.address + "/x"] {
            let server = try FaultServer(
                .answer("HTTP/1.1 \(status) Moved\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n"))
            let reply = try await CurlTransport().send(
                Request(.post, url: server.address, body: Data("accessToken=marked".utf8)))
            #expect(reply.status == status && reply.body.isEmpty)
        }
        #expect(await fault(Request(.get, url: target.address + "/own")) == nil)
        #expect(await target.requests.first { _ in true }?.hasPrefix("GET /own ") == true, "nobody came before")
    }

    @Test(
        "a certificate that nobody vouches for, of another host, or that has ended, is refused before anything is sent",
        arguments: ["unknown", "another", "ended", "good"])
    func certificates(_ kind: String) async throws {
        let folder = try TemporaryFolder()
        let (key, file) = (folder.path + "/key.pem", folder.path + "/cert.pem")
        let name = kind == "another" ? "DNS:elsewhere.example" : "IP:127.0.0.1"
        let script = """
            openssl req -newkey rsa:2048 -nodes -keyout '\(key)' -subj /CN=x -out '\(key).req' &&
            openssl x509 -req -in '\(key).req' -signkey '\(key)' -days \(kind == "ended" ? -1 : 1) -extfile "$1" -out '\(file)'
            """
        try Data("subjectAltName=\(name)\n".utf8).write(to: URL(filePath: folder.path + "/names"))
        try #require(try Tool("sh", ["-c", script, "sh", folder.path + "/names"], within: 60).status == .code(0))
        let server = try Pty("openssl", ["s_server", "-accept", "0", "-naccept", "1", "-key", key, "-cert", file, "-www"])
        try server.wait("its port", within: 20) { String(decoding: $0, as: UTF8.self).contains(/ACCEPT .*:[0-9]+\s/) }
        let port = try #require(server.text.firstMatch(of: /ACCEPT .*:([0-9]+)\s/)).output.1
        let options = CurlTransport.Options(caFile: kind == "unknown" ? nil : file)
        let error = await fault(Request(.get, url: "https://127.0.0.1:\(port)/"), options)
        if kind == "good" {
            #expect(error == nil)
            return
        }
        guard case .insecure = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
