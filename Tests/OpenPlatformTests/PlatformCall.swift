import FoundationEssentials
import OpenPlatform

/// Each call of the platform once, with arguments that a test can look for.
enum PlatformCall: String, CaseIterable {
    case token, hostedToken, userToken, refreshedToken, cancelHosting, capture, devices, cameras, hostedCameras, deviceInfo,
        channels, channelStates
    case encryptOn, encryptOff, liveAddress, rtmpAddress, ezopenAddress, overseasAddress, disableAddress, playlist

    static let china = Base(url: "https://open.ys7.com", overseas: false)
    static let overseas = Base(url: "https://ius.example/", overseas: true)
    static let speaker = Token(value: "at.secret-token", kind: .own, expires: Date(timeIntervalSince1970: 2e9))

    static let user = UserToken(
        accessToken: "du.secret-token", expires: Date(timeIntervalSince1970: 2e9), refreshToken: "rt.secret-token",
        openID: "open-1")

    func perform(by client: OpenPlatformClient) async -> Outcome {
        do throws(PlatformError) {
            return try await result(of: client)
        } catch {
            return .failed(error)
        }
    }

    private func result(of client: OpenPlatformClient) async throws(PlatformError) -> Outcome {
        let (base, token) = (Self.china, Self.speaker)
        switch self {
        case .token:
            return .token(try await client.token(appKey: "key", appSecret: "secret+/", base: base))
        case .hostedToken:
            return .token(try await client.hostedToken(appKey: "key", appSecret: "secret+/", base: base))
        case .userToken:
            return .user(try await client.userToken(token, base: base, authCode: "code-1"))
        case .refreshedToken:
            return .user(try await client.refreshed(Self.user, token, base: base, appKey: "key"))
        case .cancelHosting:
            let channels = [HostedChannel(serial: "889336636", channel: 1), HostedChannel(serial: "C78957921", channel: 0)]
            return .kept(try await client.cancelHosting(token, base: base, channels))
        case .capture:
            return .picture(try await client.capture(token, base: base, serial: "C78957921", channel: 3))
        case .devices:
            return .devices(Listing(try await client.devices(token, base: base, page: 2, size: 50)))
        case .cameras:
            return .channels(Listing(try await client.cameras(token, base: base, page: 2, size: 50)))
        case .hostedCameras:
            return .hosted(Listing(try await client.hostedCameras(token, base: base, page: 2, size: 50)))
        case .deviceInfo:
            return .info(try await client.deviceInfo(token, base: base, serial: "C78957921"))
        case .channels:
            return .channels(Listing(rows: try await client.channels(token, base: base, serial: "C78957921")))
        case .channelStates:
            return .states(try await client.channelStates(token, base: base, serial: "E08397579"))
        case .encryptOn, .encryptOff:
            let on = self == .encryptOn
            try await client.setEncryption(token, base: base, serial: "C78957921", on: on, validateCode: "ABCDEF")
            return .done
        case .liveAddress:
            return try await address(of: client, base, protocolNumber: 2)
        case .rtmpAddress:
            return try await address(of: client, base, protocolNumber: 3)
        case .ezopenAddress:
            return try await address(of: client, base, protocolNumber: 1)
        case .overseasAddress:
            return try await address(of: client, Self.overseas, protocolNumber: 2)
        case .disableAddress:
            try await client.disableAddress(token, base: base, serial: "C78957921", channel: 3, urlID: "id-1")
            return .done
        case .playlist:
            return .playlist(try await client.playlist("https://open.ys7.com/v3/openlive/a.m3u8?t=secret-token", namedBy: base))
        }
    }

    private func address(
        of client: OpenPlatformClient, _ base: Base, protocolNumber: Int
    ) async throws(PlatformError) -> Outcome {
        let wanted = AddressRequest(
            serial: "C78957921", channel: 3, protocolNumber: protocolNumber, quality: 1, life: 3600)
        return .address(try await client.liveAddress(Self.speaker, base: base, wanted))
    }
}
