import FoundationEssentials
import HTTP
import OpenPlatform
import Testing
import Vocabulary

@Suite("What is sent")
struct RequestTests {
    private func sent(_ call: PlatformCall) async throws -> Request {
        let transport = StubTransport(.failure(.cancelled))
        _ = await call.perform(by: OpenPlatformClient(transport: transport))
        #expect(transport.requests.count == 1)
        return try #require(transport.requests.first)
    }

    @Test(
        "each call goes to its path with its parameters, the token in the body",
        arguments: [
            (PlatformCall.token, "token/get", "appKey=key&appSecret=secret%2B%2F"),
            (.hostedToken, "trust/device/v2/token/get", "appKey=key&appSecret=secret%2B%2F"),
            (.devices, "device/list", "accessToken=at.secret-token&pageStart=2&pageSize=50"),
            (.cameras, "camera/list", "accessToken=at.secret-token&pageStart=2&pageSize=50"),
            (.hostedCameras, "trust/device/list", "accessToken=at.secret-token&pageStart=2&pageSize=50&version=3.0"),
            (.deviceInfo, "device/info", "accessToken=at.secret-token&deviceSerial=C78957921"),
            (.channels, "device/camera/list", "accessToken=at.secret-token&deviceSerial=C78957921"),
            (.encryptOn, "device/encrypt/on", "accessToken=at.secret-token&deviceSerial=C78957921"),
            (.encryptOff, "device/encrypt/off", "accessToken=at.secret-token&deviceSerial=C78957921&validateCode=ABCDEF"),
            (
                .liveAddress, "v2/live/address/get",
                "accessToken=at.secret-token&deviceSerial=C78957921&channelNo=3&protocol=2&quality=1&expireTime=3600"
            ),
            (.capture, "device/capture", "accessToken=at.secret-token&deviceSerial=C78957921&channelNo=3"),
            (.consumer, "mq/v1/consumer/group3", "accessToken=at.secret-token"),
            (.messages, "mq/v1/consumer/messages", "accessToken=at.secret-token&consumerId=reader-1&preCommit=0"),
            (.offsets, "mq/v1/consumer/offsets", "accessToken=at.secret-token&consumerId=reader-1"),
            (.userToken, "trust/device/token/get", "access_token=at.secret-token&auth_code=code-1"),
            (.cancelHosting, "trust/cancel", "accessToken=at.secret-token&deviceSerials=889336636%3A1%2CC78957921%3A0"),
            (
                .disableAddress, "v2/live/address/disable",
                "accessToken=at.secret-token&deviceSerial=C78957921&channelNo=3&urlId=id-1"
            ),
        ])
    func path(_ call: PlatformCall, _ path: String, _ body: String) async throws {
        let request = try await sent(call)
        #expect(request.method == .post)
        #expect(request.url == "https://open.ys7.com/api/lapp/" + path)
        #expect(request.headers == [Header("Content-Type", "application/x-www-form-urlencoded")])
        #expect(String(decoding: request.body, as: UTF8.self) == body)
    }

    @Test("the state of channels is asked with token and serial in headers, and a refusal is read whatever the HTTP status says")
    func channelStates() async throws {
        let request = try await sent(.channelStates)
        #expect(request.method == .get && request.body.isEmpty)
        #expect(request.url == "https://open.ys7.com/api/v3/open/device/metadata/channel/status")
        #expect(request.headers == [Header("accessToken", "at.secret-token"), Header("deviceSerial", "E08397579")])
        let reply = Response(status: 403, body: Data(#"{"meta":{"code":10031,"message":"no"}}"#.utf8))
        let refused = await PlatformCall.channelStates.perform(by: OpenPlatformClient(transport: StubTransport(.success(reply))))
        #expect(refused == .refused("10031", "no"))
        let transport = StubTransport(.failure(.cancelled))
        let client = OpenPlatformClient(transport: transport)
        _ = try? await client.send(.channelStates(of: "A\r\nCookie: b"), PlatformCall.speaker, base: PlatformCall.china)
        #expect(transport.requests.isEmpty, "a serial becomes no header")
    }

    @Test("overseas the live path has no v2, and a base may end in a slash")
    func overseas() async throws {
        #expect(try await sent(.overseasAddress).url == "https://ius.example/api/lapp/live/address/get")
    }

    @Test("a user's token is refreshed where users authorise, with everything in the body")
    func refresh() async throws {
        let request = try await sent(.refreshedToken)
        #expect(request.url == "https://openauth.ys7.com/oauth/token/refreshToken")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "access_token=at.secret-token&refresh_token=rt.secret-token&client_id=key&open_id=open-1&grant_type=refresh_token"
        )
        #expect(Region.eu.base.authorisation == "https://openauth.ezvizlife.com")
        #expect(!"\(PlatformCall.user)".contains("secret"))
    }

    @Test("the authorisation page names the app and the caller's own text, encoded")
    func authorisationPage() {
        #expect(
            Region.cn.base.authorisationPage(appKey: "k&y", state: "a b")
                == "https://openauth.ys7.com/trust/device?client_id=k%26y&response_type=code&state=a%20b")
    }

    @Test("a refreshed token is still the same user's, whom the reply does not name")
    func sameUser() async throws {
        var old = PlatformCall.user
        old.trustID = "trust-1"
        let client = OpenPlatformClient(transport: StubTransport(try Fixtures.data("trust_refresh_821_ok.json")))
        let fresh = try await client.send(
            .refreshedToken(of: old, appKey: "key"), PlatformCall.speaker, base: PlatformCall.china)
        #expect(fresh.trustID == "trust-1" && fresh.openID == "b4a3edff6af84a71b8a12912094359b5")
    }

    @Test("what the cloud says it did not give back is told")
    func kept() async throws {
        let reply =
            #"{"code":"200","data":[{"deviceSerial":"889336636","isSuccess":false},{"deviceSerial":"C78957921","isSuccess":true},7]}"#
        let client = OpenPlatformClient(transport: StubTransport(Data(reply.utf8)))
        #expect(await PlatformCall.cancelHosting.perform(by: client) == .kept([HostedChannel(serial: "889336636", channel: 1)]))
    }

    @Test("a playlist is fetched as it is")
    func playlist() async throws {
        let request = try await sent(.playlist)
        #expect(request.method == .get && request.body.isEmpty)
        #expect(request.url == "https://open.ys7.com/v3/openlive/a.m3u8?t=secret-token")
    }

    @Test("calls with a token go where it is good, but never from TLS to plain HTTP, nor to a stranger")
    func following() {
        func base(_ url: String, _ domain: String?) -> Base {
            Base(url: url, overseas: false)
                .following(Token(value: "at.x", kind: .own, expires: .distantFuture, areaDomain: domain))
        }
        let own = Base(url: "https://iusopen.ezvizlife.com", overseas: false)
        let area = "https://ieuopen.ezvizlife.com"
        #expect(base(own.url, area) == Base(url: area, overseas: true))
        for domain in [nil, "http://ieuopen.ezvizlife.com", "https://stranger.example"] {
            #expect(base(own.url, domain) == own)
        }
        #expect(PlatformCall.user.token.value == "du.secret-token" && PlatformCall.user.token.kind == .hosted)
    }

    @Test("what is not known is not sent")
    func optional() async throws {
        let transport = StubTransport(.failure(.cancelled))
        let client = OpenPlatformClient(transport: transport)
        let (token, base) = (PlatformCall.speaker, PlatformCall.china)
        try? await client.send(Call.encrypt("A", on: false), token, base: base)
        _ = try? await client.send(
            .liveAddress(AddressRequest(serial: "A", channel: nil, liveProtocol: .hls, quality: .sd, life: nil)), token,
            base: base)
        let bodies = transport.requests.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(
            bodies == [
                "accessToken=at.secret-token&deviceSerial=A",
                "accessToken=at.secret-token&deviceSerial=A&protocol=2&quality=2",
            ])
    }

    @Test("each region has its base; only the Chinese one has the path with v2")
    func regions() {
        #expect(Region(rawValue: "cn")?.base == Base(url: "https://open.ys7.com", overseas: false))
        #expect(Region(rawValue: "sg")?.base == Base(url: "https://isgpopen.ezvizlife.com", overseas: true))
        #expect(Region.allCases.map(\.rawValue) == ["cn", "eu", "us", "sa", "sg", "in", "ru"])
        #expect(Set(Region.allCases.map(\.base.url)).count == 7)
    }
}
