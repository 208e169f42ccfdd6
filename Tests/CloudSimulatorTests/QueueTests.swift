import CloudSimulator
import FoundationEssentials
import TestSupport
import Testing

@Suite("The simulated queue of messages", .serialized, .heavy)
struct QueueTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    private func call(_ path: String, _ parameters: [String: String] = [:]) async throws -> Client.Answer {
        let token = ["accessToken": try await client.token()]
        return try await client.call("mq/v1/consumer/" + path, token.merging(parameters) { $1 })
    }

    private func join(_ group: String = "group1") async throws -> String {
        try #require(try await call(group).data?["consumerId"]?.string)
    }

    private func alarms(_ consumer: String, commits: Bool = false) async throws -> [String] {
        let answer = try await call("messages", ["consumerId": consumer, "preCommit": commits ? "1" : "0"])
        return answer.data?.rows.compactMap { $0["body"]?["alarmType"]?.string } ?? []
    }

    @Test("an account has none at first: 10013; nobody reads without a token, or as a group or consumer that is none")
    func refused() async throws {
        #expect(try await call("group1").code == "10013")
        #expect(try await call("messages", ["consumerId": "x"]).code == "10013")
        client.cloud.change(.queue(to: SimulatedQueue()))
        #expect(try await client.call("mq/v1/consumer/group1").code == "10001")
        #expect(try await call("group6").status == 404)
        #expect(try await call("group*").status == 404)
        for path in ["messages", "offsets"] {
            #expect(try await call(path).code == "10001")
            #expect(try await call(path, ["consumerId": "guessed"]).code == "10001")
        }
        let consumer = try await join()
        client.cloud.change(.forgetConsumers)
        #expect(try await call("messages", ["consumerId": consumer]).code == "10001")
        client.cloud.change(.queue(to: nil))
        #expect(try await call("group1").code == "10013")
    }

    @Test("each group is given what comes, with the time of each, and again until it has said that it was taken")
    func groups() async throws {
        client.cloud.change(.queue(to: SimulatedQueue(perCall: 2)))
        for kind in ["a", "b", "c"] { client.cloud.change(.alarm(serial: "C69625501", kind: kind)) }
        client.cloud.change(.status(serial: "C69625501", value: 0))
        let first = try await join()
        #expect(try await alarms(first) == ["a", "b"])
        #expect(try await alarms(first) == ["c"])
        #expect(try await alarms(first) == [])
        let second = try await join()
        #expect(try await alarms(second) == ["a", "b"])
        #expect(try await call("offsets", ["consumerId": second]).code == "200")
        let third = try await join()
        let row = try #require(try await call("messages", ["consumerId": third, "preCommit": "1"]).data?.rows.last)
        #expect(row["header"]?["type"]?.string == "ys.onoffline" && row["body"]?["msgType"]?.string == "OFFLINE")
        #expect(row["header"]?["messageTime"]?.number == Int(clock.now.timeIntervalSince1970 * 1000))
        #expect(row["header"]?["messageId"]?.string?.isEmpty == false)
        #expect(try await alarms(try await join()) == [])
        #expect(try await alarms(try await join("group2")) == ["a", "b"])
    }

    @Test("what lies there from the beginning is old, and comes first; a queue that repeats goes no further")
    func backlog() async throws {
        client.cloud.change(.queue(to: SimulatedQueue(backlog: 300, age: 600)))
        client.cloud.change(.alarm(serial: "C69625501", kind: "new"))
        let consumer = try await join()
        var times: [Int] = [], last: [String] = []
        for _ in 0..<4 {
            let rows = try await call("messages", ["consumerId": consumer]).data?.rows ?? []
            times += rows.compactMap { $0["header"]?["messageTime"]?.number }
            last = rows.compactMap { $0["body"]?["alarmType"]?.string }
        }
        let now = Int(clock.now.timeIntervalSince1970 * 1000)
        #expect(times.count == 301 && times == times.sorted() && last == ["new"])
        #expect(times[299] == now - 600_000 && times[300] == now)

        client.cloud.change(.queue(to: SimulatedQueue(repeats: true)))
        client.cloud.change(.alarm(serial: "C69625501", kind: "again"))
        let other = try await join()
        for _ in 0..<3 {
            #expect(try await alarms(other) == ["again"])
            #expect(try await call("offsets", ["consumerId": other]).code == "200")
        }
    }
}
