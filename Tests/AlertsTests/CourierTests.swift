import Fleet
import FoundationEssentials
import Glibc
import HTTP
import Settings
import TestSupport
import Testing
import Wording

@testable import Alerts

@Suite("Messages on their way", .serialized, .heavy)
struct CourierTests {
    private static let taken = FaultServer.Fault.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    private func letter(_ title: String = "Garden is offline") -> Letter {
        let message = AlertMessage(
            id: "id1", rule: "home", what: "offline", state: .firing, since: Street.start, title: title, text: "门口 is away.")
        return Letter(message, rule: "home", to: "x", at: Street.start)
    }

    private func courier(seconds: Double = 15, _ environment: [String: String] = [:], limit: TimeInterval = 30) -> Courier {
        let options = CurlTransport.Options(totalSeconds: seconds, replyBytes: 64 << 10, cutsReplies: true)
        return Courier(environment: environment, transport: CurlTransport(options), commandLimit: limit)
    }

    private func fault(_ way: AlertRoute.Way, _ courier: Courier, _ letter: Letter? = nil) async -> RouteFault? {
        do throws(RouteFault) {
            try await courier.carry(letter ?? self.letter(), over: AlertRoute(name: "x", way: way))
            return nil
        } catch {
            return error
        }
    }

    private func first(_ server: FaultServer) async -> String {
        var requests = server.requests.makeAsyncIterator()
        return await requests.next() ?? ""
    }

    @Test("a webhook gets JSON, and the token of a file of the user's alone")
    func webhook() async throws {
        let folder = try TemporaryFolder(), token = folder.path + "/token"
        try Data("tk_marked\n".utf8).write(to: URL(filePath: token))
        chmod(token, 0o600)
        let server = try FaultServer(Self.taken)
        let post = AlertRoute.Post(url: server.address + "/hook?key=1", tokenFile: token)
        #expect(await fault(.webhook(post), courier()) == nil)
        let request = await first(server)
        #expect(request.hasPrefix("POST /hook?key=1 HTTP/1.1\r\n") && request.contains("Authorization: Bearer tk_marked\r\n"))
        #expect(request.contains("Content-Type: application/json\r\n") && request.hasSuffix(letter().json))
        chmod(token, 0o644)
        #expect(await fault(.webhook(post), courier()) == .token)
    }

    @Test("ntfy gets title, priority and tags as headers, in letters that a header may have")
    func ntfy() async throws {
        let server = try FaultServer(Self.taken)
        let post = AlertRoute.Post(url: server.address + "/cameras")
        #expect(await fault(.ntfy(post), courier(), letter("门口离线\r\nX-Evil: 1")) == nil)
        let request = await first(server)
        #expect(request.hasPrefix("POST /cameras HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\n门口 is away."))
        #expect(request.contains("Title: =?UTF-8?B?6Zeo5Y+j56a757q/ICBYLUV2aWw6IDE=?=\r\n"), "\(request)")
        #expect(request.contains("Priority: 4\r\n") && request.contains("Tags: rotating_light,offline\r\n"))
        #expect(!request.contains("\r\nX-Evil"))
        let long = EncodedWords.text(String(repeating: "摄像头", count: 20))
        #expect(long.split(separator: " ").allSatisfy { $0.utf8.count <= 75 } && long.split(separator: " ").count == 5)
        #expect(EncodedWords.text("plain") == "plain" && EncodedWords.text("=?a?=").hasPrefix("=?UTF-8?B?"))
    }

    @Test("a redirect is not followed, a refusal is one, and of a long reply the rest is not read")
    func answers() async throws {
        let other = try FaultServer(Self.taken)
        let server = try FaultServer(
            .answerAndClose("HTTP/1.1 307 Temporary\r\nLocation: \(other.address)/\r\nContent-Length: 0\r\n\r\n"),
            .answerAndClose("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
            .answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 1_000_000)),
            .answerAndClose("HTTP/1.1 500 No\r\n\r\n" + String(repeating: "x", count: 1_000_000)))
        let way = AlertRoute.Way.webhook(AlertRoute.Post(url: server.address + "/"))
        let courier = courier()
        #expect(await fault(way, courier) == .answered(307))
        #expect(await fault(way, courier) == .answered(403))
        #expect(await fault(way, courier) == nil)
        #expect(await fault(way, courier) == .answered(500))
    }

    @Test("one that stalls is given up, one that is not there is said")
    func silence() async throws {
        let server = try FaultServer(.silence)
        #expect(await fault(.webhook(AlertRoute.Post(url: server.address)), courier(seconds: 0.3)) == .timedOut)
        let gone = await fault(.webhook(AlertRoute.Post(url: "http://127.0.0.1:1/secret-path")), courier())
        guard case .unreachable(let words) = gone else {
            Issue.record("\(String(describing: gone))")
            return
        }
        #expect(!words.contains("secret-path"))
        #expect(Texts.english.reason(.unreachable(words)) == "connection refused")
    }

    @Test("a command has the JSON on its standard input and three variables, and none of the secrets")
    func command() async throws {
        let folder = try TemporaryFolder(), path = folder.path
        let script = "cat > \(path)/in; env > \(path)/env; readlink /proc/self/fd/1 > \(path)/out"
        let environment = [
            "PATH": "/usr/bin:/bin", "EZTOP_APP_SECRET": "marked-secret", "EZTOP_APP_KEY": "marked-key",
            "EZTOP_VERIFICATION_CODE": "marked-code",
        ]
        #expect(await fault(.command(["sh", "-c", script]), courier(environment)) == nil)
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
        }
        #expect(try text("in") == letter().json + "\n")
        let lines = try text("env").split(separator: "\n")
        for line in ["EZTOP_TITLE=Garden is offline", "EZTOP_TEXT=门口 is away.", "EZTOP_WHAT=offline"] {
            #expect(lines.contains { $0 == line })
        }
        #expect(try !text("env").contains("marked"))
        #expect(await fault(.command(["sh", "-c", "exit 3"]), courier(environment)) == .exited(status: 3))
        #expect(await fault(.command(["/nowhere/tell"]), courier(environment)) == .notStarted("/nowhere/tell: not found"))
        // Nothing of a name is anything to a shell that is not there.
        #expect(
            await fault(.command(["test", "$(touch \(path)/evil)", "=", "$(touch \(path)/evil)"]), courier(environment)) == nil)
        #expect(access(path + "/evil", F_OK) != 0)
    }

    @Test(
        "a command is ended at its limit with all that it has started, also where it has ended itself before",
        arguments: [true, false])
    func linger(stays: Bool) async throws {
        let folder = try TemporaryFolder(), path = folder.path + "/pid"
        let script = "sleep 600 & echo $! > \(path); " + (stays ? "wait" : "exit 0")
        let begin = ContinuousClock.now
        let fault = await fault(.command(["sh", "-c", script]), courier(["PATH": "/usr/bin:/bin"], limit: 1))
        #expect(fault == (stays ? .timedOut : nil))
        #expect(ContinuousClock.now - begin < .seconds(10))
        try expectGone(path)
    }

    @Test("one that is broken off leaves nothing behind")
    func cancelled() async throws {
        let folder = try TemporaryFolder(), path = folder.path + "/pid"
        let courier = courier(["PATH": "/usr/bin:/bin"])
        let task = Task {
            await fault(.command(["sh", "-c", "sleep 600 & echo $! > \(path).new; mv \(path).new \(path); wait"]), courier)
        }
        while access(path, F_OK) != 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
        try expectGone(path)
    }

    private func expectGone(_ path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let pid = try #require(Int32(text.filter { !$0.isNewline }))
        let end = ContinuousClock.now + .seconds(5)
        // Killed, it may wait for somebody to reap it.
        while kill(pid, 0) == 0, !isDead(pid), ContinuousClock.now < end { poll(nil, 0, 10) }
        #expect(kill(pid, 0) != 0 || isDead(pid))
    }

    private func isDead(_ pid: Int32) -> Bool {
        let stat =
            (try? Data(contentsOf: URL(filePath: "/proc/\(pid)/stat"))).map { String(decoding: $0, as: UTF8.self) } ?? ") Z"
        return stat.contains(") Z")
    }
}
