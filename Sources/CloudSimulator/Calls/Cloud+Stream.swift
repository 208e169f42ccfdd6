import FoundationEssentials

/// What is behind the live addresses: playlists that move, and their segments (api.md §5.5).
extension Cloud {
    private static let playlistType = "application/vnd.apple.mpegurl"
    /// Segments that a playlist names.
    private static let window = 4
    /// Segments that went before the start, so that the first playlist is full.
    private static let before = 30

    mutating func stream(_ call: Call, at now: Date) -> Answer {
        guard call.method == "GET" || call.method == "HEAD" else { return .plain(405) }
        let file = call.path.dropFirst("/v3/openlive/".count)
        if file.hasPrefix("ErrCode/"), file.hasSuffix("_0.ts") {
            return .plain(200, contentType: "video/mp2t", body: DemoVideo.errorPicture)
        }
        guard let dot = file.lastIndex(of: "."), let link = link(call, at: now) else { return .plain(404) }
        let name = file[..<dot]
        return switch file[dot...] {
        case ".m3u8" where name == link.name: playlist(link, at: now)
        case ".ts" where name.hasPrefix(link.name + "_"):
            segment(Int(name.dropFirst(link.name.count + 1)), of: link, at: now)
        default: .plain(404)
        }
    }

    /// The address that the request was made from, unless it is over, withdrawn or tampered with.
    private func link(_ call: Call, at now: Date) -> LiveLink? {
        guard let link = call["id"].flatMap({ links[$0] }), !link.isOver(at: now), call["t"] == link.signature,
            call["expire"] == String(link.expires)
        else { return nil }
        return link
    }

    private mutating func playlist(_ link: LiveLink, at now: Date) -> Answer {
        guard let device = roster[link.serial],
            let channel = device.channels.first(where: { $0.number == link.channel })
        else { return .plain(404) }
        // What the players' own codes say for a camera that went away (95404) or was encrypted (9057) after the address was made.
        if status(of: channel, device, at: now) == 0 { return errorPlaylist(95404) }
        if isEncrypted(device, at: now) { return errorPlaylist(9057) }
        if isOneTooMany(link, at: now) { return errorPlaylist(9048) }
        if channel.codec == (link.takesH265 ? .h264Only : .h265) { return errorPlaylist(9053) }
        if isWarmingUp(channel, of: link, at: now) { return .plain(404) }
        return switch channel.stream {
        case .playing: playlist(latestSegment(at: now), of: link)
        case .error(let code): errorPlaylist(code)
        case .empty: playlist(length: DemoVideo.segmentLength, first: latestSegment(at: now), entries: [])
        case .missing: .plain(404)
        }
    }

    private func playlist(_ latest: Int, of link: LiveLink) -> Answer {
        // A colon of a GB28181 serial would be taken for a scheme's.
        let name = link.name.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "%3A")
        let numbers = (latest - Self.window + 1)...latest
        return playlist(
            length: DemoVideo.segmentLength, first: numbers.lowerBound,
            entries: numbers.map { "\(name)_\($0).ts?\(link.query)" })
    }

    private func errorPlaylist(_ code: Int) -> Answer {
        playlist(length: 10, first: 0, entries: ["ErrCode/\(code)_0.ts"])
    }

    private func playlist(length: Int, first: Int, entries: [String]) -> Answer {
        var lines = [
            "#EXTM3U", "#EXT-X-VERSION:3", "#EXT-X-TARGETDURATION:\(length)", "#EXT-X-MEDIA-SEQUENCE:\(first)",
        ]
        for entry in entries { lines += ["#EXTINF:\(length).000,", entry] }
        return .plain(200, contentType: Self.playlistType, body: Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// A segment that a playlist has named lately, or will at once.
    private func segment(_ number: Int?, of link: LiveLink, at now: Date) -> Answer {
        let latest = latestSegment(at: now)
        guard let number, (latest - 3 * Self.window...latest + 1).contains(number) else { return .plain(404) }
        return .plain(200, contentType: "video/mp2t", body: DemoVideo.segment(number))
    }

    /// The sequence number of the newest segment: it follows from the time, so that nothing runs while nobody watches.
    private func latestSegment(at now: Date) -> Int {
        let elapsed = min(max(0, now.timeIntervalSince(start)), 1e10)
        return Self.before + Int(elapsed) / DemoVideo.segmentLength
    }

    /// Whether the camera's stream has been asked for, but has not begun. One that nobody asked for in ten seconds has ended.
    private mutating func isWarmingUp(_ channel: SimulatedChannel, of link: LiveLink, at now: Date) -> Bool {
        let camera = "\(link.serial):\(link.channel)"
        let present = streams[camera].flatMap { abs(now.timeIntervalSince($0.last)) < Self.slotLife ? $0.first : nil }
        streams[camera] = (first: present ?? now, last: now)
        return now.timeIntervalSince(present ?? now) < channel.warmUp
    }

    /// Seconds for which a stream counts after its last request.
    private static let slotLife = 10.0

    /// Whether as many others are watched as may be. One that asked for its playlist within ten seconds is.
    private mutating func isOneTooMany(_ link: LiveLink, at now: Date) -> Bool {
        watched = watched.filter { abs(now.timeIntervalSince($0.value)) < Self.slotLife }
        if watched[link.id] == nil, watched.count >= meter.limits.streams ?? .max { return true }
        watched[link.id] = now
        return false
    }
}
