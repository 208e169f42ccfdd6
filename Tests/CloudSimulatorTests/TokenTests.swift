import CloudSimulator
import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite(.serialized, .heavy) struct TokenTests {
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

    // MARK: One owner's

    private let owner = "18d1840cdbfa40e3aad2f5d4e528245c"

    /// A `du.` token of the owner's, with what renews it.
    private func grant(_ code: String = "code-1") async throws -> Client.Answer {
        client.cloud.change(.authorise(trustID: owner, code: code))
        return try await client.call("trust/device/token/get", ["access_token": client.token(), "auth_code": code])
    }

    @Test("a code that an owner's authorisation brought is good once, for a token that reaches this owner's devices alone")
    func oneOwner() async throws {
        let answer = try await grant()
        #expect(answer.data?.keys == ["access_token", "device_trust_id", "expires_in", "openId", "refresh_token"])
        #expect(answer.data?["device_trust_id"]?.string == owner)
        let token = try #require(answer.data?["access_token"]?.string)
        #expect(token.hasPrefix("du.") && answer.data?["refresh_token"]?.string?.hasPrefix("rt.") == true)
        for (serial, code) in [("G55512077", "200"), ("G55512001", "20018"), ("C69625501", "20018")] {
            let info = try await client.call("device/info", ["accessToken": token, "deviceSerial": serial])
            #expect(info.code == code, "\(serial)")
        }
        let others = try await client.call("trust/cancel", ["accessToken": token, "deviceSerials": "G55512001:1"])
        #expect(others.code == "10031")
        let again = try await client.call("trust/device/token/get", ["access_token": client.token(), "auth_code": "code-1"])
        #expect(again.code == "70007")
        let wrong = try await client.call("trust/device/token/get", ["access_token": "at.stranger", "auth_code": "code-1"])
        #expect(wrong.code == "10002")
    }

    @Test("the next token of an owner is had with the last refresh token, once, and with what belongs to it")
    func refreshed() async throws {
        let first = try await grant()
        let right = [
            "access_token": try await client.token(), "client_id": Credentials.demo.appKey, "grant_type": "refresh_token",
            "refresh_token": first.data?["refresh_token"]?.string ?? "", "open_id": first.data?["openId"]?.string ?? "",
        ]
        func refresh(_ changes: [String: String] = [:]) async throws -> Client.Answer {
            let body = Client.form(right.merging(changes) { $1 })
            return try await client.send(.post, "/oauth/token/refreshToken", type: Form.contentType, body: body)
        }
        for (name, code) in [
            ("client_id", "10017"), ("grant_type", "10001"), ("refresh_token", "70003"), ("open_id", "70006"),
            ("access_token", "10002"),
        ] {
            #expect(try await refresh([name: "x"]).code == code, "\(name)")
        }
        let next = try await refresh()
        #expect(next.code == "200" && next.data?["device_trust_id"] == nil)
        let token = next.data?["access_token"]?.string ?? ""
        #expect(try await client.call("device/info", ["accessToken": token, "deviceSerial": "G55512077"]).code == "200")
        #expect(try await refresh().code == "70003")
        #expect(client.cloud.calls["/oauth/token/refreshToken"] == 7)
    }
}
