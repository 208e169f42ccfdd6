import CloudSimulator
import FoundationEssentials
import Testing

@Suite struct TokenTests {
    let clock = VirtualClock()
    let client: Client

    init() throws {
        let clock = clock
        client = Client(cloud: try CloudSimulator(clock: { clock.now }))
    }

    @Test(
        "a token comes with its end in milliseconds, as a number, and with the prefix of its kind",
        arguments: [
            ("token/get", "at."), ("trust/device/v2/token/get", "da."),
        ])
    func shape(path: String, prefix: String) async throws {
        let answer = try await client.call(
            path, ["appKey": Credentials.demo.appKey, "appSecret": Credentials.demo.appSecret])
        #expect(answer.code == "200")
        #expect(answer.data?["accessToken"]?.string?.hasPrefix(prefix) == true)
        #expect(answer.data?["expireTime"]?.number == Int(clock.now.timeIntervalSince1970 * 1_000) + 604_800_000)
        #expect(answer.data?.keys == ["accessToken", "expireTime"])
    }

    @Test(
        "wrong keys are told apart, with data null",
        arguments: [
            (["appKey": "nobody", "appSecret": "x"], "10017"),
            (["appKey": Credentials.demo.appKey, "appSecret": "x"], "10030"),
            (["appKey": Credentials.demo.appKey], "10001"),
            (["appKey": "", "appSecret": ""], "10001"),
        ])
    func refusals(parameters: [String: String], code: String) async throws {
        let answer = try await client.call("token/get", parameters)
        #expect(answer.status == 200)
        #expect(answer.code == code)
        #expect(answer.data == .null)
    }

    @Test("a frozen key is 10005")
    func frozen() async throws {
        client.cloud.change(.frozenKey(on: true))
        #expect(try await client.token().isEmpty)
        #expect(client.cloud.requests.last?.answer == "10005")
    }

    @Test("overseas a token names its area, and a refusal has no data at all")
    func overseas() async throws {
        client.cloud.change(.overseas(on: true))
        let keys = ["appKey": Credentials.demo.appKey, "appSecret": Credentials.demo.appSecret]
        #expect(try await client.call("token/get", keys).data?["areaDomain"] == .string(client.cloud.base))
        #expect(try await client.call("token/get", ["appKey": "nobody", "appSecret": "x"]).data == nil)
    }

    @Test("a newer token does not end an older one, its own life does")
    func life() async throws {
        let first = try await client.token()
        clock.advance(6 * 86_400)
        let second = try await client.token()
        #expect(try await client.call("device/list", ["accessToken": first]).code == "200")
        clock.advance(86_400)
        #expect(try await client.call("device/list", ["accessToken": first]).code == "10002")
        #expect(try await client.call("device/list", ["accessToken": second]).code == "200")
    }

    @Test("unknown and forgotten tokens are 10002, a missing one 10001")
    func forgotten() async throws {
        let token = try await client.token()
        client.cloud.change(.forgetTokens)
        #expect(try await client.call("device/list", ["accessToken": token]).code == "10002")
        #expect(try await client.call("device/list", ["accessToken": "at.stranger"]).code == "10002")
        #expect(try await client.call("device/list").code == "10001")
        #expect(try await client.call("device/list", ["accessToken": client.token()]).code == "200")
    }

    @Test("the life of tokens can be set")
    func shortLife() async throws {
        client.cloud.change(.tokenLife(seconds: 60))
        let token = try await client.token()
        clock.advance(61)
        #expect(try await client.call("camera/list", ["accessToken": token]).code == "10002")
    }
}
