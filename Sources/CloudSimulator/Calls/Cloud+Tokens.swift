import FoundationEssentials

/// Tokens (docs 81, 822).
extension Cloud {
    /// A new token does not end the older ones.
    mutating func token(_ kind: TokenKind, _ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let key = try call.required("appKey")
        let secret = try call.required("appSecret")
        guard key == credentials.appKey else { throw .unknownKey }
        guard !isKeyFrozen else { throw .frozenKey }
        guard secret == credentials.appSecret else { throw .wrongSecret }

        tokens = tokens.filter { now < $0.value.expires }
        let token = Secret.token(kind)
        let expires = now.addingTimeInterval(Double(tokenLife))
        tokens[token] = IssuedToken(kind: kind, expires: expires)
        var data: [String: JSON] = [
            "accessToken": .string(token), "expireTime": .number(Int(expires.timeIntervalSince1970 * 1_000)),
        ]
        if isOverseas && kind == .own { data["areaDomain"] = .string(address(for: call)) }
        return ["data": .object(data)]
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
