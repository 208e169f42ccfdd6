/// What the account has when the simulated cloud starts.
public struct Scenario: Hashable, Sendable {
    public var devices: [SimulatedDevice]

    public init(devices: [SimulatedDevice]) {
        self.devices = devices
    }
}

/// What the playlist of a live address says while the device is online and not encrypted.
public enum SimulatedStream: Hashable, Codable, Sendable {
    /// It moves, and its segments are video.
    case playing
    /// A single segment `ErrCode/{code}_0.ts`, as for 9048 (too many viewers) or 9053 (H.265 not supported).
    case error(code: Int)
    /// A playlist without segments.
    case empty
    /// No playlist: HTTP 404.
    case missing
}

extension Scenario {
    /// A fleet of any size, the same each time: one device in ten is offline, one in seven encrypted, and one in twenty-five is a
    /// recorder of four channels.
    public static func generated(devices count: Int) -> Scenario {
        Scenario(devices: (0..<max(0, count)).map(generatedDevice))
    }

    private static func generatedDevice(_ index: Int) -> SimulatedDevice {
        let places = ["门口", "客厅", "车库", "仓库", "Garden", "Driveway", "走廊", "电梯", "Office", "Lobby"]
        let models = ["CS-C6N", "CS-C3W", "CS-DB1C", "CS-C8W", "CS-H8"]
        let name = "\(places[index % places.count]) \(index + 1)"
        let recorder = index % 25 == 24
        return SimulatedDevice(
            serial: "K\(String(10_000_000 + index % 90_000_000))",
            name: name, model: recorder ? "DS-7604N" : models[index % models.count],
            status: index % 10 == 9 ? 0 : 1, encrypted: index % 7 == 3,
            channels: recorder ? (1...4).map { SimulatedChannel(number: $0, name: "\(name) \($0)") } : nil)
    }
}
