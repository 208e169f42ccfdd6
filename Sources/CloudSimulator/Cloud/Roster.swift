/// The devices in the account's order, and their cameras as the lists count them.
struct Roster: Sendable {
    /// A camera as a pair of positions.
    struct CameraIndex: Hashable, Sendable {
        var device: Int
        var channel: Int
    }

    private(set) var devices: [SimulatedDevice] = []
    /// Positions of the account's own devices.
    private(set) var own: [Int] = []
    private(set) var ownCameras: [CameraIndex] = []
    private(set) var hostedCameras: [CameraIndex] = []
    private var positions: [String: Int] = [:]

    init(_ devices: [SimulatedDevice]) {
        self.devices = devices
        recount()
    }

    subscript(_ serial: String) -> SimulatedDevice? {
        positions[serial].map { devices[$0] }
    }

    /// Puts a device at the end, or in the place of the one with its serial.
    mutating func put(_ device: SimulatedDevice) {
        if let position = positions[device.serial] {
            devices[position] = device
        } else {
            devices.append(device)
        }
        recount()
    }

    mutating func remove(_ serial: String) -> Bool {
        guard let position = positions[serial] else { return false }
        devices.remove(at: position)
        recount()
        return true
    }

    /// Changes what a device is like, but not whose it is nor how many channels it has. False when there is no such device.
    mutating func update(_ serial: String, _ change: (inout SimulatedDevice) -> Void) -> Bool {
        guard let position = positions[serial] else { return false }
        change(&devices[position])
        return true
    }

    private mutating func recount() {
        positions = Dictionary(devices.enumerated().map { ($1.serial, $0) }) { first, _ in first }
        own = devices.indices.filter { devices[$0].hosting == nil }
        ownCameras = cameras { $0.hosting == nil }
        hostedCameras = cameras { $0.hosting != nil }
    }

    private func cameras(of isWanted: (SimulatedDevice) -> Bool) -> [CameraIndex] {
        devices.indices.filter { isWanted(devices[$0]) }.flatMap { device in
            devices[device].channels.indices.map { CameraIndex(device: device, channel: $0) }
        }
    }
}
