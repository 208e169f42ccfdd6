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

    /// - Parameters:
    ///   - pasts: what is remembered of each camera, from the begin of the span on at least.
    ///   - interval: seconds between two looks, by which outages belong together.
    ///   - minuteOfWeek: a moment in minutes since Monday's midnight, by the clock on the wall.
    public init(_ pasts: [CameraID: Past], in span: DateInterval, interval: TimeInterval, minuteOfWeek: (Date) -> Int) {
        self.span = span
        let outages = pasts.mapValues { $0.status.outages.filter { $0.touches(span) } }
        rows = pasts.map { camera, past in
            let figures = Figures(past, outages[camera] ?? [], in: span, minuteOfWeek: minuteOfWeek)
            return Row(camera: camera, name: past.name, figures: figures)
        }.sorted { $0.camera < $1.camera }
        incidents = Incident.all(outages, interval: interval).filter {
            ($0.end ?? span.end) >= span.start && $0.begin <= span.end
        }
    }
}
