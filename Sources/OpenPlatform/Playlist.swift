/// What an `m3u8` says: whether it names segments, and whether they are the platform's error pictures.
public struct Playlist: Hashable, Sendable {
    public var mediaSequence: Int?
    public var segments: Int
    /// `9053` where the segments are `ErrCode/9053_0.ts`.
    public var errorCode: String?
    /// Seconds; the longest a segment may be.
    public var targetDuration: Int?

    public init(mediaSequence: Int?, segments: Int, errorCode: String? = nil, targetDuration: Int? = nil) {
        self.mediaSequence = mediaSequence
        self.segments = segments
        self.errorCode = errorCode
        self.targetDuration = targetDuration
    }
}
