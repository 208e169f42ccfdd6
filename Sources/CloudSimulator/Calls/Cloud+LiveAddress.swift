import FoundationEssentials

/// Live addresses (docs 1414, 1415).
extension Cloud {
    mutating func liveAddress(_ call: Call, protocols: ClosedRange<Int>, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .real, at: now)
        let kind = try call.integer("protocol", default: 1, in: protocols)
        let quality = try call.integer("quality", default: 1, in: 1...2)
        let life = try call.integer("expireTime", default: 86_400, in: 30...720 * 86_400)
        // Playback is not simulated.
        _ = try call.integer("type", default: 1, in: 1...1)
        let takesH265 = try call.integer("supportH265", default: 0, in: 0...1) == 1
        let number = try call.integer("channelNo", default: 1, in: 0...Int(Int32.max))
        guard let channel = device.channels.first(where: { $0.number == number }) else { throw .noChannel }

        // An ezopen address is put together from the serial; nothing is asked of the device.
        if kind == 1 {
            if isEzopenRefused, isEncrypted(device, at: now) { throw .encrypted }
            let code = call["code"].map { "\($0)@" } ?? ""
            let hd = quality == 1 ? ".hd" : ""
            let url = "ezopen://\(code)open.ys7.com/\(device.serial)/\(number)\(hd).live"
            return ["data": ["id": .string(Secret.digits(18)), "url": .string(url), "expireTime": nil]]
        }
        guard status(of: channel, device, at: now) != 0 else { throw .offline }
        // Whatever `code` says: the cloud has not got what decrypts the video.
        guard !isEncrypted(device, at: now) else { throw .encrypted }

        let link = LiveLink(
            id: Secret.digits(18), serial: device.serial, channel: number, quality: quality, takesH265: takesH265,
            expires: Int(now.timeIntervalSince1970) + min(life, longestAddressLife), signature: Secret.hex(64))
        links.insert(link, at: now)
        let end = Date(timeIntervalSince1970: Double(link.expires))
        return [
            "data": [
                "id": .string(link.id), "url": .string(url(of: link, protocol: kind, at: address(for: call))),
                "expireTime": .string(isOverseas ? BeijingTime.utcText(end) : BeijingTime.text(end)),
            ]
        ]
    }

    /// The documented forms. Only HLS is served; for LLHLS, whose form no page prints, the HLS address stands.
    private func url(of link: LiveLink, protocol kind: Int, at address: String) -> String {
        let path = "/v3/openlive/\(link.name)"
        switch kind {
        case 3:
            let authority = address.drop { $0 != "/" }.drop { $0 == "/" }
            let host = authority.last == "]" ? authority : authority[..<(authority.lastIndex(of: ":") ?? authority.endIndex)]
            return "rtmp://\(host):1935\(path)?\(link.query)"
        case 4: return "\(address)\(path).flv?\(link.query)"
        default: return "\(address)\(path).m3u8?\(link.query)"
        }
    }

    /// Withdraws one address, or overseas, where `urlId` may be left out, all of the camera's.
    mutating func withdrawAddress(_ call: Call, needsID: Bool = true, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .real, at: now)
        let channel = try call.integer("channelNo", default: 1, in: 0...Int(Int32.max))
        let id = needsID ? try call.required("urlId") : call["urlId"]
        let count = links.remove(id, serial: device.serial, channel: channel)
        guard count > 0 || id == nil else { throw Refusal(code: "404", message: "地址不存在") }
        return [:]
    }
}
