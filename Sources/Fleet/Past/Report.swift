import FoundationEssentials

/// What the past of many cameras comes to over a span.
public struct Report: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public var camera: CameraID
        public var name: String
        public var figures: Figures
    }

    public var span: DateInterval
    public var rows: [Row]
    /// Those that reach into the span, oldest first.
    public var incidents: [Incident]
    /// What each camera is called, those of incidents too that have no row.
    public var names: [CameraID: String]

    /// - Parameters:
    ///   - pasts: what is remembered of each camera, from the begin of the span on at least.
    ///   - isShown: whether a camera has a row; incidents are those with one that has.
    ///   - interval: seconds between two looks, by which outages belong together.
    ///   - minuteOfWeek: a moment in minutes since Monday's midnight, by the clock on the wall.
    public init(
        _ pasts: [CameraID: Past], in span: DateInterval, interval: TimeInterval, isShown: (CameraID) -> Bool = { _ in true },
        minuteOfWeek: (Date) -> Int
    ) {
        self.span = span
        let outages = pasts.mapValues { $0.status.outages.filter { $0.touches(span) } }
        rows = pasts.filter { isShown($0.key) }.map { camera, past in
            let figures = Figures(past, outages[camera] ?? [], in: span, minuteOfWeek: minuteOfWeek)
            return Row(camera: camera, name: past.name, figures: figures)
        }.sorted { $0.camera < $1.camera }
        names = pasts.mapValues(\.name)
        incidents = Incident.all(outages, interval: interval).filter { incident in
            (incident.end ?? span.end) >= span.start && incident.begin <= span.end && incident.cameras.contains(where: isShown)
        }
    }
}
