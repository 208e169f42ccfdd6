/// What an `m3u8` says (RFC 8216): the segments that it names, and whether they are the platform's error pictures.
public struct Playlist: Hashable, Sendable {
    /// A piece of the video.
    public struct Segment: Hashable, Sendable {
        /// Whole, and safe to be handed on.
        public var url: String
        /// In seconds.
        public var duration: Double
        /// What else is said of it alone, as `#EXT-X-PROGRAM-DATE-TIME`: a line each.
        public var tags: [String]
        /// The lines of its key and of what it begins with (`#EXT-X-KEY`, `#EXT-X-MAP`), which hold until others come.
        public var key: String?
        public var map: String?

        public init(url: String, duration: Double, tags: [String] = [], key: String? = nil, map: String? = nil) {
            self.url = url
            self.duration = duration
            self.tags = tags
            self.key = key
            self.map = map
        }
    }

    /// The number of the first segment.
    public var mediaSequence: Int?
    public var segments: [Segment]
    /// `9053` where the segments are `ErrCode/9053_0.ts`.
    public var errorCode: String?
    /// Seconds; the longest a segment may be.
    public var targetDuration: Int?
    /// Nothing will be added to it any more.
    public var isOver: Bool
    /// Where it names other playlists in place of segments: the first of them, whole.
    public var variant: String?

    public init(
        mediaSequence: Int?, segments: [Segment], errorCode: String? = nil, targetDuration: Int? = nil, isOver: Bool = false,
        variant: String? = nil
    ) {
        self.mediaSequence = mediaSequence
        self.segments = segments
        self.errorCode = errorCode
        self.targetDuration = targetDuration
        self.isOver = isOver
        self.variant = variant
    }
}
