import FoundationEssentials
import HTTP
import OpenPlatform
import Testing

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

    @Test("overseas the live path has no v2, and a base may end in a slash")
    func overseas() async throws {
        #expect(try await sent(.overseasAddress).url == "https://ius.example/api/lapp/live/address/get")
    }

    @Test("a playlist is fetched as it is")
    func playlist() async throws {
        let request = try await sent(.playlist)
        #expect(request.method == .get && request.body.isEmpty)
        #expect(request.url == "https://open.ys7.com/v3/openlive/a.m3u8?t=secret-token")
    }

    @Test("what is not known is not sent")
    func optional() async throws {
        let transport = StubTransport(.failure(.cancelled))
        let client = OpenPlatformClient(transport: transport)
        let (token, base) = (PlatformCall.speaker, PlatformCall.china)
        try? await client.setEncryption(token, base: base, serial: "A", on: false, validateCode: nil)
        _ = try? await client.liveAddress(
            token, base: base, AddressRequest(serial: "A", channel: nil, protocolNumber: 2, quality: 2, life: nil))
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
