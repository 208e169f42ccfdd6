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
