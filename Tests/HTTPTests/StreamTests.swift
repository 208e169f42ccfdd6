import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import HTTP

/// A server whose answers are all streams, and what became of them.
private final class House: Sendable {
    let begun: AsyncStream<BodyStream>
    let over: AsyncStream<Void>
    private let overCount = Mutex(0)
    private let beginning: AsyncStream<BodyStream>.Continuation
    private let ending: AsyncStream<Void>.Continuation

    init() {
        (begun, beginning) = AsyncStream.makeStream()
        (over, ending) = AsyncStream.makeStream()
    }

    func serve(_ bounds: Server.Bounds = Server.Bounds()) throws -> Server {
        try Server(bounds: bounds) { self.answer($0) }
    }

    func answer(_ request: Incoming) -> Outgoing {
        guard request.path == "/events" else { return Outgoing(status: 200, body: Data("hello".utf8)) }
        let stream = BodyStream {
            self.overCount.withLock { $0 += 1 }
            self.ending.yield()
        }
        beginning.yield(stream)
        return Outgoing(status: 200, headers: [Header("Content-Type", "text/event-stream")], stream: stream)
    }

    var ended: Int { overCount.withLock { $0 } }

    func stream() async throws -> BodyStream { try #require(await begun.first { _ in true }) }
}

private let ask = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"

/// The body of an answer in chunks; nil where its end is missing.
private func unchunked(_ answer: String) -> String? {
    guard let head = answer.firstRange(of: "\r\n\r\n") else { return nil }
    var rest = answer.utf8[head.upperBound...]
    var body: [UInt8] = []
    while true {
        let line = rest.prefix { $0 != 13 }
        guard let count = Int(String(decoding: line, as: UTF8.self), radix: 16) else { return nil }
        rest = rest.dropFirst(line.count + 2)
        if count == 0 { return String(decoding: body, as: UTF8.self) }
        body += rest.prefix(count)
        rest = rest.dropFirst(count + 2)
    }
}

private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
}

/// Waits for it, for twenty seconds at most.
private func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(20) {
        if try condition() { return true }
        poll(nil, 0, 10)
    }
    return false
}

@Suite("Streams", .serialized, .heavy, .timeLimit(.minutes(2)))
struct StreamTests {
    @Test("a hundred at once get every event in order; one more is told to come again")
    func hundred() async throws {
        let house = House()
        let server = try house.serve(Server.Bounds(connections: 128, streams: 100))
        let readers = try (0..<100).map { _ in try RawConnection(server.port) }
        for reader in readers { reader.send(ask) }
        var streams: [BodyStream] = []
        for await stream in house.begun {
            streams.append(stream)
            // In the middle of things: some have begun, some have not.
            if streams.count == 50 { for stream in streams { #expect(stream.send(Data("first\n".utf8))) } }
            if streams.count == 100 { break }
        }
        for stream in streams[50...] { #expect(stream.send(Data("first\n".utf8))) }
        for reader in readers { #expect(reader.read(until: "first\n") != nil) }

        let late = try RawConnection(server.port)
        late.send(ask)
        let refusal = try #require(late.read(until: "\r\n\r\n"))
        #expect(refusal.hasPrefix("HTTP/1.1 503") && refusal.contains("Retry-After: "))
        #expect(eventually { house.ended == 1 })

        for number in 0..<1000 {
            for stream in streams { #expect(stream.send(Data("data: \(number)\n\n".utf8))) }
        }
        for stream in streams { stream.finish() }
        let expected = (0..<1000).map { "data: \($0)\n\n" }.joined()
        // The first event and the head were read above; what follows begins with its chunk.
        for reader in readers { #expect(unchunked("\r\n\r\n" + (reader.read().map(afterFirst) ?? "")) == expected) }
        #expect(eventually { house.ended == 101 })
        #expect(streams.allSatisfy { !$0.send(Data("more".utf8)) })
    }

    /// Without the end of the chunk that was read.
    private func afterFirst(_ text: String) -> String { text.hasPrefix("\r\n") ? String(text.dropFirst()) : text }

    @Test("what is sent before the answer goes out comes first, and a large piece comes whole")
    func early() async throws {
        let large = String(repeating: "0123456789", count: 90_000)
        let (begun, beginning) = AsyncStream.makeStream(of: BodyStream.self)
        let server = try Server { request in
            let stream = BodyStream()
            #expect(stream.send(Data("early ".utf8)) && stream.send(Data(large.utf8)))
            if request.path == "/whole" { stream.finish() } else { beginning.yield(stream) }
            return Outgoing(status: 200, stream: stream)
        }
        let reader = try RawConnection(server.port)
        reader.send(ask)
        let stream = try #require(await begun.first { _ in true })
        let head = try #require(reader.read(until: "early "))
        #expect(stream.send(Data(" late".utf8)))
        stream.finish()
        #expect(unchunked(head + (reader.read() ?? "")) == "early " + large + " late")
        // What is finished before it goes out says how long it is.
        let whole = try RawConnection(server.port)
        whole.send("GET /whole HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = whole.read() ?? ""
        #expect(answer.contains("Content-Length: \(large.utf8.count + 6)\r\n") && answer.hasSuffix("\r\n\r\nearly " + large))
        let old = try RawConnection(server.port)
        old.send("HEAD /whole HTTP/1.0\r\n\r\n")
        #expect(old.read()?.hasSuffix("\r\n\r\n") == true)
    }

    @Test("a reader that stops is cut off, and nothing grows for him; others go on")
    func stopped() async {
        await #expect(processExitsWith: .success) {
            let house = House()
            let server = try house.serve()
            let slow = try RawConnection(server.port)
            slow.send(ask)
            let toSlow = try await house.stream()
            let good = try RawConnection(server.port)
            good.send(ask)
            let toGood = try await house.stream()
            // Pieces of their own: none is shared.
            let (sent, bytes) = peakMemory { (0..<10_000).prefix { _ in toSlow.send(Data(count: 10_000)) }.count }
            #expect(sent >= 100 && sent < 2000)
            #expect(bytes < 8 << 20)
            _ = await house.over.first { _ in true }
            #expect(!toSlow.send(Data("x".utf8)))
            #expect(toGood.send(Data("still here".utf8)))
            #expect(good.read(until: "still here") != nil)
            #expect(try await CurlTransport().send(Request(.get, url: server.address)).status == 200)
            #expect(slow.read() != nil)
        }
    }

    @Test("who takes nothing of what waits is cut off in time, however little it is; who has all stays")
    func stalled() async throws {
        let house = House()
        let server = try house.serve(Server.Bounds(sendingSeconds: 1))
        let slow = try RawConnection(server.port)
        slow.send(ask)
        let toSlow = try await house.stream()
        let idle = try RawConnection(server.port)
        idle.send(ask)
        let toIdle = try await house.stream()
        // More than the system takes.
        #expect(toSlow.send(Data(count: 1_000_000)))
        _ = await house.over.first { _ in true }
        #expect(!toSlow.send(Data("x".utf8)))
        #expect(idle.read(within: 2) == nil)
        #expect(toIdle.send(Data("x".utf8)) && house.ended == 1)
    }

    @Test("a peer that goes while nothing is sent is told at once", arguments: ["closes", "ends sending", "Unix"])
    func goes(_ how: String) async throws {
        let house = House()
        let folder = try TemporaryFolder()
        let server: Server
        var reader: RawConnection?
        if how == "Unix" {
            let path = folder.path + "/s"
            server = try Server(socket: listening(at: path), admits: { _ in true }) { house.answer($0) }
            reader = try RawConnection(path: path)
        } else {
            server = try house.serve()
            reader = try RawConnection(server.port)
        }
        reader?.send(ask)
        let stream = try await house.stream()
        #expect(stream.send(Data("one".utf8)))
        #expect(reader?.read(until: "one") != nil)
        if how == "ends sending" { reader?.endSending() } else { reader = nil }
        _ = await house.over.first { _ in true }
        #expect(!stream.send(Data("two".utf8)))
        withExtendedLifetime((server, reader)) {}
    }

    private func listening(at path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                #expect(bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(descriptor, 16) == 0)
            }
        }
        return descriptor
    }

    @Test("stopping ends them at once, those that wait and those that nobody reads")
    func stop() async throws {
        let house = House()
        let server = try house.serve()
        let readers = try (0..<20).map { _ in try RawConnection(server.port) }
        for reader in readers { reader.send(ask) }
        var streams: [BodyStream] = []
        for await stream in house.begun.prefix(20) { streams.append(stream) }
        for stream in streams[10...] { #expect(stream.send(Data(count: 1 << 20))) }
        let start = ContinuousClock.now
        server.stop()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(house.ended == 20)
        #expect(streams.allSatisfy { !$0.send(Data("x".utf8)) })
        for reader in readers { #expect(reader.read() != nil) }
        #expect(throws: Never.self) { try Server.tryListening(host: "127.0.0.1", port: server.port) }
    }

    @Test("over HTTP/1.0 the connection's end is the body's, and HEAD has the head alone")
    func otherRequests() async throws {
        let house = House()
        let server = try house.serve()
        let old = try RawConnection(server.port)
        old.send("GET /events HTTP/1.0\r\n\r\n")
        let stream = try await house.stream()
        for number in 0..<100 { #expect(stream.send(Data("\(number) ".utf8))) }
        // Finished while nothing waits, which is another way through libmicrohttpd.
        #expect(eventually { stream.waitsSince == nil })
        stream.finish()
        let answer = try #require(old.read())
        #expect(answer.hasSuffix("\r\n\r\n" + (0..<100).map { "\($0) " }.joined()))
        #expect(!answer.contains("chunked"))
        #expect(eventually { house.ended == 1 })

        let head = try RawConnection(server.port)
        head.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n")
        let short = try #require(head.read())
        #expect(short.hasPrefix("HTTP/1.1 200") && short.contains("text/event-stream") && short.hasSuffix("\r\n\r\n"))
        #expect(eventually { house.ended == 2 })
    }

    @Test("a thousand half heads take no stream's place, and streams nobody else's")
    func flood() async throws {
        let house = House()
        let server = try house.serve()
        let readers = try (0..<32).map { _ in try RawConnection(server.port) }
        for reader in readers { reader.send(ask) }
        var streams: [BodyStream] = []
        for await stream in house.begun.prefix(32) { streams.append(stream) }
        let drips = try RawConnection.thousand(to: server.port)
        for drip in drips { drip.send("GET / HT") }
        for number in 0..<10 {
            for stream in streams { #expect(stream.send(Data("<\(number)>".utf8))) }
            #expect(try await CurlTransport().send(Request(.get, url: server.address)).status == 200)
        }
        for reader in readers { #expect(reader.read(until: "<9>") != nil) }
        #expect(house.ended == 0)
        withExtendedLifetime(drips) {}
    }

    @Test("a stream whose peer takes nothing gives way when all places are taken; one whose peer has all does not")
    func givesWay() async throws {
        let house = House()
        let server = try house.serve(Server.Bounds(connections: 2, streams: 2))
        let idle = try RawConnection(server.port)
        idle.send(ask)
        let toIdle = try await house.stream()
        let slow = try RawConnection(server.port)
        slow.send(ask)
        let toSlow = try await house.stream()
        #expect(toSlow.send(Data(count: 1_000_000)))
        #expect(try await CurlTransport().send(Request(.get, url: server.address)).status == 200)
        #expect(!toSlow.send(Data("x".utf8)) && toIdle.send(Data("x".utf8)))
        withExtendedLifetime((idle, slow)) {}
    }

    @Test("however streams end, no descriptor is left, though nothing else happens at the server")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let house = House()
            let server = try house.serve()
            // What the first one makes for all stays.
            let first = try RawConnection(server.port)
            first.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await house.stream()
            _ = first.read()
            let before = try openDescriptors()
            for round in 0..<20 {
                let readers = try (0..<32).map { _ in try RawConnection(server.port) }
                let ways = ["GET /events HTTP/1.0\r\n\r\n", ask, "HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n"]
                for (index, reader) in readers.enumerated() { reader.send(ways[(index + round) % ways.count]) }
                var number = 0
                for await stream in house.begun.prefix(32) {
                    number += 1
                    switch (number + round) % 3 {
                    case 0: stream.finish()
                    case 1: stream.send(Data(count: 2 << 20))
                    default:
                        stream.send(Data("x".utf8))
                        stream.finish()
                    }
                }
                for reader in readers { #expect(reader.read() != nil) }
            }
            #expect(try eventually { try openDescriptors() <= before })
            #expect(house.ended == 20 * 32 + 1)
        }
    }

    @Test("a stream belongs to one answer: another that has it too is not sent, and takes nothing from it")
    func once() async throws {
        let stream = BodyStream()
        let server = try Server { _ in Outgoing(status: 200, stream: stream) }
        let first = try RawConnection(server.port)
        first.send(ask)
        #expect(stream.send(Data("one".utf8)))
        #expect(first.read(until: "one") != nil)
        let second = try RawConnection(server.port)
        second.send(ask)
        #expect(second.read() == "")
        #expect(stream.send(Data("two".utf8)))
        #expect(first.read(until: "two") != nil)
    }
}
