/// The models that are known to be recorders, even where they have one channel alone.
enum Recorder {
    static func isKnown(model: String) -> Bool {
        let upper = model.uppercased()
        return ["NVR", "DVR", "XVR"].contains { upper.contains($0) } || ["DS-7", "DS-8", "DS-9"].contains { upper.hasPrefix($0) }
    }
}
