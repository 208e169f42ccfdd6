import FoundationEssentials

/// The cloud's HTTP API as typed Swift: one method, one call. It knows no timer, no retry and no screen.
///
/// The base comes with each call, since an overseas token names another one (`areaDomain`).
public protocol OpenPlatform: Sendable {
    /// `token/get` (doc 81).
    func token(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token
    /// `trust/device/v2/token/get` (doc 822): one token for all hosted devices.
    func hostedToken(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token
    /// `trust/device/token/get` (doc 820): a token for the devices of the one user who authorised with this code. 822 reaches
    /// further, so that nothing here needs it; it is for programs that act for single users.
    ///
    /// - Parameter authCode: from the callback of the authorisation page; good once.
    func userToken(_ token: Token, base: Base, authCode: String) async throws(PlatformError) -> UserToken
    /// `oauth/token/refreshToken` (doc 821): the next token of that user.
    func refreshed(_ old: UserToken, _ token: Token, base: Base, appKey: String) async throws(PlatformError) -> UserToken
    /// `trust/cancel` (doc 826): gives hosted channels back to their owners, at most `HostedChannel.most` a call.
    ///
    /// - Returns: those that the cloud says it did not give back; it need not say anything.
    func cancelHosting(
        _ token: Token, base: Base, _ channels: [HostedChannel]
    ) async throws(PlatformError) -> [HostedChannel]
    /// `device/list` (doc 673). `page` counts from 0; `size` is at most 50.
    func devices(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<DeviceRow>
    /// `camera/list` (doc 674).
    func cameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<ChannelRow>
    /// `trust/device/list` (doc 824), version 3.0.
    func hostedCameras(_ token: Token, base: Base, page: Int, size: Int) async throws(PlatformError) -> Page<HostedRow>
    /// `device/info` (doc 672).
    func deviceInfo(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceInfo
    /// `device/camera/list` (doc 1478).
    func channels(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> [ChannelRow]
    /// `metadata/channel/status` (doc 676), which hosted devices answer too.
    func channelStates(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> ChannelStates
    /// `device/capacity`: what a device can do, which is the same for all of its model and firmware.
    func capacity(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceCapacity
    /// `device/encrypt/on` (doc 698) or `/off` (doc 697). 60019 and 60016 are thrown like any code; the caller knows them as "already so".
    func setEncryption(
        _ token: Token, base: Base, serial: String, on: Bool, validateCode: String?
    ) async throws(PlatformError)
    /// `v2/live/address/get` (doc 1414), without `v2` overseas.
    func liveAddress(_ token: Token, base: Base, _ wanted: AddressRequest) async throws(PlatformError) -> AddressReply
    /// `v2/live/address/disable` (doc 1415).
    func disableAddress(
        _ token: Token, base: Base, serial: String, channel: Int?, urlID: String
    ) async throws(PlatformError)
    /// `device/capture` (doc 687): has the camera take a picture, and names where it lies for two hours. At least four seconds
    /// between two of one camera. The address is a secret.
    func capture(_ token: Token, base: Base, serial: String, channel: Int) async throws(PlatformError) -> String
    /// The bytes of a picture, as they are; a JPEG as a rule.
    func picture(_ url: String, namedBy base: Base) async throws(PlatformError) -> Data
    /// Reads the playlist behind an HLS address.
    func playlist(_ url: String, namedBy base: Base) async throws(PlatformError) -> Playlist
}
