import FoundationEssentials

/// Outages that began together: of three cameras or more of an account, or of all that a recorder has.
public struct Incident: Hashable, Codable, Sendable {
    public var begin: Date
    /// When the last of them was back; nil while one is not.
    public var end: Date?
    public var cameras: [CameraID]
    /// Until when it was seen.
    public var seenUntil: Date

    /// Fewer than that are an incident only where they are all of a recorder's.
    static let fewest = 3

    /// The incidents among the outages of these cameras, oldest first.
    ///
    /// - Parameter interval: seconds between two looks: what happened between them was found at once.
    public static func all(_ outages: [CameraID: [PastOutage]], interval: TimeInterval) -> [Incident] {
        Dictionary(grouping: outages.keys.sorted(), by: \.account).values.flatMap { cameras in
            incidents(of: cameras, cameras.map { outages[$0] ?? [] }, interval: interval)
        }.sorted { ($0.begin, $0.cameras.first?.account ?? "") < ($1.begin, $1.cameras.first?.account ?? "") }
    }

    /// An outage of one of an account's cameras.
    private struct Begun {
        var begin: Date
        var end: Date?
        var seenUntil: Date
        /// The camera's place among the account's.
        var camera: Int
    }

    private static func incidents(
        of cameras: [CameraID], _ outages: [[PastOutage]], interval: TimeInterval
    ) -> [Incident] {
        let channels = Dictionary(grouping: cameras.indices) { cameras[$0].serial }
        var begun: [Begun] = []
        for (camera, outages) in outages.enumerated() {
            // What was offline when somebody first looked began at no moment that is known.
            for outage in outages where outage.wasOnline {
                begun.append(Begun(begin: outage.begin, end: outage.end, seenUntil: outage.seenUntil, camera: camera))
            }
        }
        begun.sort { ($0.begin, $0.camera) < ($1.begin, $1.camera) }
        var found: [Incident] = [], first = 0, end = 0
        while first < begun.count {
            while end < begun.count, begun[end].begin.timeIntervalSince(begun[first].begin) <= interval { end += 1 }
            let together = begun[first..<end]
            let serial = cameras[begun[first].camera].serial
            let isRecorder = together.count > 1 && together.allSatisfy { cameras[$0.camera].serial == serial }
            // A camera that goes twice within that time is one.
            let count = together.count > 1 ? Set(together.map(\.camera)).count : 1
            // One that was offline already could not go.
            let others =
                isRecorder ? (channels[serial] ?? []).filter { !wasOffline(outages[$0], before: begun[first].begin) } : []
            if count >= fewest || isRecorder && count > 1 && count == others.count {
                let ends = together.compactMap(\.end)
                found.append(
                    Incident(
                        begin: begun[first].begin, end: ends.count == together.count ? ends.max() : nil,
                        cameras: Set(together.map(\.camera)).sorted().map { cameras[$0] },
                        seenUntil: together.map(\.seenUntil).max()))
                first = end
            } else {
                first += 1
            }
        }
        return found
    }

    private static func wasOffline(_ outages: [PastOutage], before begin: Date) -> Bool {
        outages.contains { $0.begin < begin && ($0.end.map { $0 >= begin } ?? true) }
    }

    public init(begin: Date, end: Date?, cameras: [CameraID], seenUntil: Date? = nil) {
        self.begin = begin
        self.end = end
        self.cameras = cameras
        self.seenUntil = seenUntil ?? end ?? begin
    }
}
