import FoundationEssentials

/// Outages that began together: of three cameras or more of an account, or of all that a recorder has.
public struct Incident: Hashable, Sendable {
    public var begin: Date
    /// When the last of them was back; nil while one is not.
    public var end: Date?
    public var cameras: [CameraID]

    /// Fewer than that are an incident only where they are all of a recorder's.
    static let fewest = 3

    /// The incidents among the outages of these cameras, oldest first.
    ///
    /// - Parameter interval: seconds between two looks: what happened between them was found at once.
    public static func all(_ outages: [CameraID: [PastOutage]], interval: TimeInterval) -> [Incident] {
        let channels = Dictionary(grouping: outages.keys) { DeviceID(account: $0.account, serial: $0.serial) }
        let accounts = Dictionary(grouping: outages.keys, by: \.account).values
        return accounts.flatMap { cameras -> [Incident] in
            // What was offline when somebody first looked began at no moment that is known.
            let begun = cameras.flatMap { camera in
                (outages[camera] ?? []).filter(\.wasOnline).map { (camera: camera, outage: $0) }
            }.sorted { ($0.outage.begin, $0.camera) < ($1.outage.begin, $1.camera) }
            var found: [Incident] = [], place = 0
            while place < begun.count {
                let together = begun[place...].prefix {
                    $0.outage.begin.timeIntervalSince(begun[place].outage.begin) <= interval
                }
                if Set(together.map(\.camera)).count >= fewest {
                    found.append(Incident(Array(together)))
                    place += together.count
                    continue
                }
                let device = DeviceID(account: begun[place].camera.account, serial: begun[place].camera.serial)
                let own = together.filter { $0.camera.account == device.account && $0.camera.serial == device.serial }
                if own.count > 1, own.count == channels[device]?.count, own.count == together.count {
                    found.append(Incident(own))
                    place += together.count
                } else {
                    place += 1
                }
            }
            return found
        }.sorted { $0.begin < $1.begin }
    }

    private init(_ outages: [(camera: CameraID, outage: PastOutage)]) {
        begin = outages.map(\.outage.begin).min() ?? .distantPast
        let ends = outages.compactMap(\.outage.end)
        end = ends.count == outages.count ? ends.max() : nil
        cameras = outages.map(\.camera)
    }

    public init(begin: Date, end: Date?, cameras: [CameraID]) {
        self.begin = begin
        self.end = end
        self.cameras = cameras
    }
}
