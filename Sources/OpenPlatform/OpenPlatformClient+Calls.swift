import FoundationEssentials
import HTTP

extension OpenPlatformClient {
    // MARK: Tokens

    public func token(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token {
        try await token("token/get", .own, appKey, appSecret, base)
    }

    public func hostedToken(appKey: String, appSecret: String, base: Base) async throws(PlatformError) -> Token {
        try await token("trust/device/v2/token/get", .hosted, appKey, appSecret, base)
    }

    private func token(
        _ name: String, _ kind: Token.Kind, _ appKey: String, _ appSecret: String, _ base: Base
    ) async throws(PlatformError) -> Token {
        let parameters = [Parameter("appKey", appKey), Parameter("appSecret", appSecret)]
        let reply = try await call(name, base: base, parameters, as: TokenReply.self).content
        guard let value = reply?.value, let expires = reply?.expires else {
            throw .malformed("the reply has no token, or none with an end")
        }
        return Token(value: value, kind: kind, expires: expires, areaDomain: reply?.areaDomain)
    }

    // MARK: Hosting

    public func userToken(_ token: Token, base: Base, authCode: String) async throws(PlatformError) -> UserToken {
        let parameters = [Parameter("access_token", token.value), Parameter("auth_code", authCode)]
        let reply = try await call("trust/device/token/get", base: base, parameters, as: UserTokenReply.self).content
        guard let user = reply?.token else { throw .malformed("the reply has no token, or none with an end") }
        return user
    }

    public func refreshed(
        _ old: UserToken, _ token: Token, base: Base, appKey: String
    ) async throws(PlatformError) -> UserToken {
        let parameters = [
            Parameter("refresh_token", old.refreshToken), Parameter("client_id", appKey), Parameter("open_id", old.openID),
            Parameter("grant_type", "refresh_token"), Parameter("access_token", token.value),
        ]
        let name = "oauth/token/refreshToken"
        let url = base.authorisation + "/" + name
        guard var user = try await post(parameters, to: url, name: name, as: UserTokenReply.self).content?.token else {
            throw .malformed("the reply has no token, or none with an end")
        }
        user.trustID = user.trustID ?? old.trustID
        return user
    }

    public func cancelHosting(
        _ token: Token, base: Base, _ channels: [HostedChannel]
    ) async throws(PlatformError) -> [HostedChannel] {
        let serials = channels.map(\.text).joined(separator: ",")
        let rows = try await call(
            "trust/cancel", base: base, [token.parameter, Parameter("deviceSerials", serials)], as: Rows<CancelledRow>.self
        ).content
        let refused = Set((rows?.readable ?? []).filter { !$0.isSuccess }.map(\.serial))
        return channels.filter { refused.contains($0.serial) || refused.contains($0.text) }
    }

    // MARK: Lists

    public func devices(
        _ token: Token, base: Base, page: Int, size: Int
    ) async throws(PlatformError) -> Page<DeviceRow> {
        try await list("device/list", base: base, paging(token, page, size), size)
    }

    public func cameras(
        _ token: Token, base: Base, page: Int, size: Int
    ) async throws(PlatformError) -> Page<ChannelRow> {
        try await list("camera/list", base: base, paging(token, page, size), size)
    }

    public func hostedCameras(
        _ token: Token, base: Base, page: Int, size: Int
    ) async throws(PlatformError) -> Page<HostedRow> {
        try await list("trust/device/list", base: base, paging(token, page, size) + [Parameter("version", "3.0")], size)
    }

    public func channels(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> [ChannelRow] {
        try await list("device/camera/list", base: base, [token.parameter, Parameter("deviceSerial", serial)]).rows
    }

    private func paging(_ token: Token, _ page: Int, _ size: Int) -> [Parameter] {
        [token.parameter, Parameter("pageStart", String(page)), Parameter("pageSize", String(size))]
    }

    /// A list that is not there is an empty one only where the reply says itself that there are none: cameras do not vanish
    /// because a reply was poor.
    private func list<Row: Decodable & Sendable>(
        _ name: String, base: Base, _ parameters: [Parameter], _ size: Int = .max
    ) async throws(PlatformError) -> Page<Row> {
        let envelope = try await call(name, base: base, parameters, as: Rows<Row>.self)
        guard let rows = envelope.content else {
            guard envelope.total == 0 else { throw .malformed("the reply has no list") }
            return Page(rows: [], total: 0)
        }
        // A page with more rows than were asked for is cut, and so never taken for whole.
        let excess = max(0, rows.readable.count - size)
        return Page(
            rows: Array(rows.readable.prefix(size)), total: envelope.total, unreadable: rows.unreadable + excess)
    }

    // MARK: One device

    public func deviceInfo(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceInfo {
        let parameters = [token.parameter, Parameter("deviceSerial", serial)]
        guard let info = try await call("device/info", base: base, parameters, as: DeviceInfo.self).content else {
            throw .malformed("the reply has no device")
        }
        return info
    }

    public func capacity(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> DeviceCapacity {
        let parameters = [token.parameter, Parameter("deviceSerial", serial)]
        guard let reply = try await call("device/capacity", base: base, parameters, as: DeviceCapacity.self).content else {
            throw .malformed("the reply has no capacity")
        }
        return reply
    }

    public func channelStates(_ token: Token, base: Base, serial: String) async throws(PlatformError) -> ChannelStates {
        guard let states = try await get("open/device/metadata/channel/status", base: base, token, serial, as: ChannelStates.self)
        else { throw .malformed("the reply has no device") }
        return states
    }

    public func setEncryption(
        _ token: Token, base: Base, serial: String, on: Bool, validateCode: String?
    ) async throws(PlatformError) {
        var parameters = [token.parameter, Parameter("deviceSerial", serial)]
        if !on, let validateCode { parameters.append(Parameter("validateCode", validateCode)) }
        _ = try await call("device/encrypt/" + (on ? "on" : "off"), base: base, parameters, as: Nothing.self)
    }

    public func capture(
        _ token: Token, base: Base, serial: String, channel: Int
    ) async throws(PlatformError) -> String {
        let parameters = [token.parameter, Parameter("deviceSerial", serial), Parameter("channelNo", String(channel))]
        let reply = try await call("device/capture", base: base, parameters, as: CaptureReply.self).content
        guard let url = reply?.url else { throw .malformed("the reply has no picture") }
        return url
    }

    // MARK: Live addresses

    public func liveAddress(
        _ token: Token, base: Base, _ wanted: AddressRequest
    ) async throws(PlatformError) -> AddressReply {
        var parameters = [token.parameter, Parameter("deviceSerial", wanted.serial)]
        if let channel = wanted.channel { parameters.append(Parameter("channelNo", String(channel))) }
        parameters.append(Parameter("protocol", String(wanted.protocolNumber)))
        parameters.append(Parameter("quality", String(wanted.quality)))
        if let life = wanted.life { parameters.append(Parameter("expireTime", String(life))) }
        if let takesH265 = wanted.takesH265 { parameters.append(Parameter("supportH265", takesH265 ? "1" : "0")) }
        if let code = wanted.code { parameters.append(Parameter("code", code)) }
        let content = try await call(live("address/get", base), base: base, parameters, as: LiveAddress.self).content
        guard let reply = content?.reply(to: wanted, overseas: base.overseas) else {
            throw .malformed("the reply has no address of the protocol asked for")
        }
        return reply
    }

    public func disableAddress(
        _ token: Token, base: Base, serial: String, channel: Int?, urlID: String
    ) async throws(PlatformError) {
        var parameters = [token.parameter, Parameter("deviceSerial", serial)]
        if let channel { parameters.append(Parameter("channelNo", String(channel))) }
        parameters.append(Parameter("urlId", urlID))
        _ = try await call(live("address/disable", base), base: base, parameters, as: Nothing.self)
    }

    private func live(_ path: String, _ base: Base) -> String {
        base.overseas ? "live/" + path : "v2/live/" + path
    }
}

extension Token {
    /// The token goes in the body, never in a URL.
    fileprivate var parameter: Parameter { Parameter("accessToken", value) }
}
