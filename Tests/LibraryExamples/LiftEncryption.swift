import OpenPlatform
import Vocabulary

/// Lifts a camera's encryption, with the code on its label where it wants one, and prints an address to watch it for an hour.
func watch(_ serial: String, code: String?, at region: Base, appKey: String, appSecret: Secret) async throws {
    let client = OpenPlatformClient()
    let token = try await client.token(for: .own, appKey: appKey, appSecret: appSecret, base: region)
    let base = region.following(token)

    do {
        try await client.send(.encrypt(serial, on: false, validateCode: code.map(Secret.init)), token, base: base)
    } catch {
        switch error.code {
        case PlatformCode.alreadyOff: break
        case PlatformCode.wrongValidateCode: return print("\(serial) wants another verification code")
        default: throw error
        }
    }
    let wanted = AddressRequest(serial: serial, channel: 1, liveProtocol: .hls, quality: .hd, life: 3600)
    let address = try await client.send(.liveAddress(wanted), token, base: base)
    // Whoever has it can watch: it is a secret for as long as it lives.
    print(address.url)

    // An address need not play; its playlist says so.
    let playlist = try await client.playlist(address.url, namedBy: base)
    print(playlist.errorCode.map { "does not play: ErrCode \($0)" } ?? "plays: \(playlist.segments.count) segments")
}
