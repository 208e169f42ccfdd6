import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `[push] pull`: messages of the platform's queue, as whoever looks sees them.
@Suite("Messages fetched from the platform's queue", .serialized, .heavy)
struct Pulling {
    private let home: Home
    private static let push = "[push]\npull = \"group1\"\n"

    init() throws { home = try Home() }

    private func serve(_ cloud: Cloud, interval: String) throws -> Pty {
        try home.write("interval = \"\(interval)\"\n" + Self.push, to: "config/eztop/config.toml")
        return try Pty(
            "/bin/sh", ["-c", "exec \"$0\" serve >\(home.path)/out 2>\(home.path)/err </dev/null", builtProduct("eztop")],
            environment: cloud.environment.merging(home.environment) { $1 })
    }

    private func end(_ serve: Pty) throws {
        serve.signal(SIGTERM)
        #expect(try serve.exit() == .code(0))
    }

    private var errors: String { home.text("err") ?? "" }

    private struct Service: Decodable {
        var push: Bool
        var push_by, push_last, push_error: String?
    }

    private func service() throws -> Service {
        let socket = home.path + "/state/eztop/eztop.sock"
        let reply = try Tool("curl", ["-s", "--unix-socket", socket, "http://localhost/v1/service"])
        return try JSONDecoder().decode(Service.self, from: Data(reply.text.utf8))
    }

    @Test("a camera that goes offline is told to all that look long before the next poll")
    func told() async throws {
        let cloud = try Cloud()
        try await cloud.change("{\"queue\":{\"to\":{}}}")
        let serve = try serve(cloud, interval: "30s")
        try await cloud.waitForCalls("mq/v1/consumer/messages", atLeast: 1)
        let environment = cloud.environment.merging(home.environment) { $1 }
        let fronts = try (0..<2).map { _ in try Front(environment, lacksNever: ["C69625501", "E71820344"]) }
        try await Front.wait(fronts, "serve") { fronts.allSatisfy { $0.holds("via eztop serve") && $0.holds("13 online") } }
        let quiet = try service()
        #expect(!quiet.push && quiet.push_by == "pull" && quiet.push_last == nil && quiet.push_error == nil)
        let polls = try await cloud.calls("device/list")
        try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":0}}")
        try await Front.wait(fronts, "the message", within: 15) { fronts.allSatisfy { $0.holds("12 online") } }
        #expect(try await cloud.calls("device/list") == polls)
        try await Front.wait(fronts, "the line") { errors.contains("(F20118878:1)  status  online -> offline") }
        let told = try service()
        #expect(told.push && told.push_last != nil)
        #expect(fronts.allSatisfy { $0.holds("push, every 1m instead of 30s") && $0.faults.isEmpty })
        try end(serve)
    }

    @Test("an account without a queue is told once, and polled as ever")
    func refused() async throws {
        let cloud = try Cloud(), serve = try serve(cloud, interval: "1s")
        let words = "default: polling goes on without messages of the platform's queue: 10013"
        try await Front.wait([], "the word", within: 20) { errors.contains(words) }
        let polls = try await cloud.calls("device/list")
        try await cloud.waitForCalls("device/list", atLeast: polls + 4)
        #expect(errors.split(separator: "\n").count { $0.contains("queue") } == 1, "\(errors)")
        #expect(try await cloud.calls("mq/v1/consumer/group1") == 1)
        #expect(try service().push_error?.hasPrefix(words) == true)
        // Who looks is told too, and the service's log has it.
        let front = try Front(cloud.environment.merging(home.environment) { $1 }, lacksNever: ["C69625501"])
        try await Front.wait([front], "the word") { front.holds("via eztop serve") && front.holds(words) }
        try end(serve)
    }

    @Test("ten thousand old messages are read beside the poll, and nothing of them is told")
    func backlog() async throws {
        try home.write("[queue]\nbacklog = 10000\nper_call = 500\nage = \"1h\"\n", to: "scenario.toml")
        let cloud = try Cloud(["--scenario", home.path + "/scenario.toml"])
        let serve = try serve(cloud, interval: "1s")
        try await cloud.waitForCalls("device/list", atLeast: 1)
        let began = ContinuousClock.now
        try await cloud.waitForCalls("mq/v1/consumer/offsets", atLeast: 20, within: 60)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        #expect(Double(try await cloud.calls("device/list")) >= seconds / 2)
        try await cloud.change("{\"alarm\":{\"serial\":\"C69625501\",\"kind\":\"motiondetect\"}}")
        try await cloud.waitForCalls("mq/v1/consumer/offsets", atLeast: 21)
        let front = try Front(cloud.environment.merging(home.environment) { $1 }, lacksNever: ["C69625501"])
        try await Front.wait([front], "serve") { front.holds("via eztop serve") }
        front.send("l")
        try await Front.wait([front], "the log") {
            front.holds("000 messages of the platform's queue left alone") && front.holds("alarm motiondetect")
        }
        #expect(!errors.contains("offline"), "\(errors)")
        try end(serve)
    }
}
