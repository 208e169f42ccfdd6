import FoundationEssentials
import OpenPlatform
import Vocabulary

/// Each call of the platform once, with arguments that a test can look for.
enum PlatformCall: String, CaseIterable {
    case token, hostedToken, userToken, refreshedToken, cancelHosting, capture, devices, cameras, hostedCameras, deviceInfo,
        channels, channelStates
    case encryptOn, encryptOff, liveAddress, rtmpAddress, ezopenAddress, overseasAddress, disableAddress, playlist
    case consumer, messages, offsets

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
            return .token(try await client.token(for: .own, appKey: "key", appSecret: Secret("secret+/"), base: base))
        case .hostedToken:
            return .token(try await client.token(for: .hosted, appKey: "key", appSecret: Secret("secret+/"), base: base))
        case .userToken:
            return .user(try await client.send(.userToken(authCode: "code-1"), token, base: base))
        case .refreshedToken:
            return .user(try await client.send(.refreshedToken(of: Self.user, appKey: "key"), token, base: base))
        case .cancelHosting:
            let channels = [HostedChannel(serial: "889336636", channel: 1), HostedChannel(serial: "C78957921", channel: 0)]
            return .kept(try await client.send(.cancelHosting(channels), token, base: base))
        case .capture:
            return .picture(try await client.send(.capture("C78957921", channel: 3), token, base: base))
        case .devices:
            return .devices(Listing(try await client.send(.devices(page: 2, size: 50), token, base: base)))
        case .cameras:
            return .channels(Listing(try await client.send(.cameras(page: 2, size: 50), token, base: base)))
        case .hostedCameras:
            return .hosted(Listing(try await client.send(.hostedCameras(page: 2, size: 50), token, base: base)))
        case .deviceInfo:
            return .info(try await client.send(.deviceInfo("C78957921"), token, base: base))
        case .channels:
            return .channels(Listing(rows: try await client.send(.channels(of: "C78957921"), token, base: base).rows))
        case .channelStates:
            return .states(try await client.send(.channelStates(of: "E08397579"), token, base: base))
        case .encryptOn, .encryptOff:
            let call = Call.encrypt("C78957921", on: self == .encryptOn, validateCode: Secret("ABCDEF"))
            try await client.send(call, token, base: base)
            return .done
        case .liveAddress:
            return try await address(of: client, base, .hls)
        case .rtmpAddress:
            return try await address(of: client, base, .rtmp)
        case .ezopenAddress:
            return try await address(of: client, base, .ezopen)
        case .overseasAddress:
            return try await address(of: client, Self.overseas, .hls)
        case .disableAddress:
            try await client.send(.disableAddress("id-1", of: "C78957921", channel: 3), token, base: base)
            return .done
        case .consumer: return .consumer(try await client.send(.consumer(of: .group3), token, base: base))
        case .messages: return .messages(try await client.send(.messages(for: "reader-1"), token, base: base))
        case .offsets:
            try await client.send(.offsets(of: "reader-1"), token, base: base)
            return .done
        case .playlist:
            return .playlist(
                Heard(try await client.playlist("https://open.ys7.com/v3/openlive/a.m3u8?t=secret-token", namedBy: base)))
        }
    }

    private func address(
        of client: OpenPlatformClient, _ base: Base, _ liveProtocol: LiveProtocol
    ) async throws(PlatformError) -> Outcome {
        let wanted = AddressRequest(
            serial: "C78957921", channel: 3, liveProtocol: liveProtocol, quality: .hd, life: 3600)
        return .address(Handed(try await client.send(.liveAddress(wanted), Self.speaker, base: base)))
    }
}
