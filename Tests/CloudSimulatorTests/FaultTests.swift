import CloudSimulator
import Dispatch
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct FaultTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    func list() async throws -> Client.Answer {
        try await client.call("device/list", ["accessToken": try await client.token()])
    }

    @Test("the next calls of a path fail as told, then all is well")
    func nextCalls() async throws {
        client.cloud.change(.fail(with: Fault(path: "/api/lapp/device/list", times: 2, code: "10029")))
        #expect(try await list().code == "10029")
        #expect(try await list().code == "10029")
        #expect(try await list().code == "200")
    }

    @Test("a fault is an HTTP status, a body of any kind, or a code with own words")
    func kinds() async throws {
        let path = "/api/lapp/device/list"
        client.cloud.change(.fail(with: Fault(path: path, times: 1, status: 502, body: "<html>")))
        client.cloud.change(.fail(with: Fault(path: path, times: 1, status: 503)))
        client.cloud.change(.fail(with: Fault(path: path, times: 1, code: "77777", message: "\u{1b}[31m")))
        let html = try await list()
        #expect(html.status == 502)
        #expect(html.text == "<html>")
        #expect(try await list().status == 503)
        let odd = try await list()
        #expect(odd.status == 200)
        #expect(odd.json["msg"] == .string("\u{1b}[31m"))
    }

    @Test("a fault without a path is any call's, and lasts until it is cleared")
    func anyCall() async throws {
        client.cloud.change(.fail(with: Fault(code: "50000")))
        #expect(try await client.token().isEmpty)
        #expect(try await list().code == "50000")
        client.cloud.change(.clearFaults)
        #expect(try await list().code == "200")
    }

    @Test("playlists fail by their own path")
    func playlists() async throws {
        let url = try await client.address("C69625501")
        client.cloud.change(.fail(with: Fault(path: "/v3/openlive/*.m3u8", times: 1, status: 500)))
        #expect(try await client.get(url).status == 500)
        #expect(try await client.get(url).status == 200)
    }

    @Test("answers come as late as is set")
    func latency() async throws {
        client.cloud.change(.latency(path: "/api/lapp/device/list", from: 0.05, to: 0.06))
        _ = try await client.token()
        let before = DispatchTime.now()
        #expect(try await list().code == "200")
        #expect(DispatchTime.now().uptimeNanoseconds - before.uptimeNanoseconds >= 50_000_000)
    }

    @Test("calls over the rate are 10029 until the second has passed")
    func rate() async throws {
        let token = try await client.token()
        client.cloud.change(.limit(to: CallLimits(perSecond: 2)))
        var codes: [String?] = []
        for _ in 0..<3 { codes.append(try await client.call("device/list", ["accessToken": token]).code) }
        clock.advance(1)
        codes.append(try await client.call("device/list", ["accessToken": token]).code)
        #expect(codes == ["200", "200", "10029", "200"])
    }

    @Test("calls over the minute's number are 10029, over the day's 10007 until midnight in Beijing")
    func day() async throws {
        let token = try await client.token()
        func code() async throws -> String? { try await client.call("device/list", ["accessToken": token]).code }
        client.cloud.change(.limit(to: CallLimits(perMinute: 1, perDay: 2)))
        #expect(try await code() == "200")
        #expect(try await code() == "10029")
        clock.advance(60)
        #expect(try await code() == "200")
        clock.advance(60)
        #expect(try await code() == "10007")
        // 19:06:40 in Beijing at the start.
        clock.advance(5 * 3_600)
        #expect(try await code() == "200")
    }
}
