import FoundationEssentials

extension Cloud {
    /// Pictures are kept so long, in seconds (doc 687).
    private static let pictureLife: TimeInterval = 2 * 3600

    /// At least so many seconds between two pictures of one camera.
    private static let captureRest: TimeInterval = 4

    /// Doc 687.
    mutating func capture(_ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        let device = try device(call, needs: .capture, at: now)
        _ = try call.required("channelNo")
        let channel = try call.integer("channelNo", default: 0, in: 0...9_999)
        guard let camera = device.channels.first(where: { $0.number == channel }) else { throw .noChannelOfUser }
        guard status(of: camera, device, at: now) != 0 else { throw .offline }
        guard !device.cannot.contains(.capture) else { throw .unsupported }
        // Too soon after the last one, the device fails.
        let name = "\(device.serial):\(channel)"
        if let last = captured[name], now.timeIntervalSince(last) < Self.captureRest { throw .captureFailed }
        captured[name] = now
        pictures = pictures.filter { now < $0.value }
        let file = Secret.hex(32)
        pictures[file] = now.addingTimeInterval(Self.pictureLife)
        return ["data": .object(["picUrl": .string("\(address(for: call))/pictures/\(file).jpg")])]
    }

    /// The picture behind a capture's address, while it is kept.
    func picture(_ path: String, at now: Date) -> Answer {
        let name = String(path.dropFirst("/pictures/".count).prefix { $0 != "." })
        guard let end = pictures[name], now < end else { return .plain(404) }
        return .plain(200, contentType: "image/jpeg", body: DemoVideo.picture)
    }
}
