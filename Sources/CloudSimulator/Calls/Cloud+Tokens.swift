import FoundationEssentials

/// Tokens (docs 81, 820, 821, 822).
extension Cloud {
    /// A new token does not end the older ones.
    mutating func token(_ kind: TokenKind, _ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let key = try call.required("appKey")
        let secret = try call.required("appSecret")
        guard key == credentials.appKey else { throw .unknownKey }
        guard !isKeyFrozen else { throw .frozenKey }
        guard secret == credentials.appSecret else { throw .wrongSecret }

        tokens = tokens.filter { now < $0.value.expires }
        if tokens.count >= 10_000, let oldest = tokens.min(by: { $0.value.expires < $1.value.expires }) {
            tokens[oldest.key] = nil
        }
        let token = Secret.token(kind)
        let expires = now.addingTimeInterval(Double(tokenLife))
        tokens[token] = IssuedToken(kind: kind, expires: expires)
        var data: [String: JSON] = [
            "accessToken": .string(token), "expireTime": .number(Int(expires.timeIntervalSince1970 * 1_000)),
        ]
        if isOverseas && kind == .own { data["areaDomain"] = .string(address(for: call)) }
        return ["data": .object(data)]
    }

    /// Doc 820: for the devices of the user who authorised with that code, which is good once.
    mutating func userToken(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        guard try token(of: call, named: "access_token", at: now).kind == .own else { throw .token }
        guard let user = authCodes.removeValue(forKey: try call.required("auth_code")) else { throw .unknownAuthCode }
        let grant = UserGrant(trustID: user, openID: Secret.hex(32), refreshToken: Secret.refreshToken())
        grants.append(grant)
        var data = grantedToken(grant, at: now)
        data["device_trust_id"] = .string(user)
        return ["data": .object(data)]
    }

    /// Doc 821: the next token of a user, and what the one after it is had with.
    mutating func refreshedToken(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        guard try call.required("client_id") == credentials.appKey else { throw Refusal(code: "10017", message: "client_id 不存在") }
        guard try call.required("grant_type") == "refresh_token" else { throw .parameter }
        guard try token(of: call, named: "access_token", at: now).kind == .own else { throw .token }
        let (refreshToken, openID) = (try call.required("refresh_token"), try call.required("open_id"))
        guard let index = grants.firstIndex(where: { $0.refreshToken == refreshToken }) else { throw .unknownRefreshToken }
        guard grants[index].openID == openID else { throw .refreshTokenOfAnother }
        grants[index].refreshToken = Secret.refreshToken()
        return ["data": .object(grantedToken(grants[index], at: now))]
    }

    /// `expires_in` is a moment, whatever its name says.
    private mutating func grantedToken(_ grant: UserGrant, at now: Date) -> [String: JSON] {
        let token = Secret.token(.user), expires = now.addingTimeInterval(Double(tokenLife))
        tokens[token] = IssuedToken(kind: .user, expires: expires, owner: grant.trustID)
        return [
            "access_token": .string(token), "expires_in": .number(Int(expires.timeIntervalSince1970 * 1_000)),
            "refresh_token": .string(grant.refreshToken), "openId": .string(grant.openID),
        ]
    }

    /// Where the client reached the cloud: its own `Host` when that is a plain name, else the address that was bound.
    func address(for call: Call) -> String {
        guard let host = call.host, !host.isEmpty, host.utf8.count <= 255 else { return base }
        let isPlain = host.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || ".:-[]".unicodeScalars.contains($0))
        }
        return isPlain ? "http://\(host)" : base
    }
}
