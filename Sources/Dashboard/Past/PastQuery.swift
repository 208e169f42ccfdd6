import Fleet
import FoundationEssentials

/// Reads what is remembered within a span: of these facts alone, and of these cameras; nil reads all of them.
public typealias PastReader = @Sendable (DateInterval, [FactKind], Set<CameraID>?) throws(StateFault) -> [CameraID: Past]

/// What the dashboard wants to know of the past: STATUS of all cameras, or all of one.
public struct PastQuery: Hashable, Codable, Sendable {
    public var span: DateInterval
    /// nil is STATUS of all of them.
    public var camera: CameraID?
    /// Seconds between two looks, by which outages belong together.
    public var interval: TimeInterval

    public init(span: DateInterval, camera: CameraID? = nil, interval: TimeInterval) {
        self.span = span
        self.camera = camera
        self.interval = interval
    }

    /// What there is to say to it. Takes its time, and so is made where nobody waits for a key.
    ///
    /// - Parameter reader: nil where nothing is remembered.
    public func answer(from reader: PastReader?) -> PastAnswer {
        guard let reader else { return .nothing }
        do throws(StateFault) {
            let pasts = try reader(span, camera == nil ? [.status] : FactKind.allCases, camera.map { [$0] })
            guard camera == nil else { return .read(pasts, []) }
            let outages = pasts.mapValues { $0.status.outages.filter { $0.touches(span) } }
            return .read(pasts, Incident.all(outages, interval: interval))
        } catch {
            return .fault(error)
        }
    }
}

public enum PastAnswer: Hashable, Codable, Sendable {
    /// What is remembered of each camera, and what befell several of them together, oldest first.
    case read([CameraID: Past], [Incident])
    case fault(StateFault)
    /// Nothing is remembered from one run to the next.
    case nothing
}
