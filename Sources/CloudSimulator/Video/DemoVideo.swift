import CDemoVideo
import FoundationEssentials

/// The loop of three segments as a stream without an end: segment `n` is what comes `n` × 2 s after segment 0.
enum DemoVideo {
    /// Seconds.
    static let segmentLength = 2

    private static let loop = (0..<3).map { TransportStream(bytes(of: demo_video_segment($0))) }
    /// Packets that carry something, by stream, in one turn of the loop: by so many the counters move on.
    private static let packetsOfLoop = loop.reduce(into: [Int: Int]()) { counts, segment in
        counts.merge(segment.payloadPackets, uniquingKeysWith: +)
    }

    static func segment(_ number: Int) -> Data {
        let (turn, index) = max(0, number).quotientAndRemainder(dividingBy: loop.count)
        let ticks = turn * loop.count * segmentLength * TransportStream.ticksPerSecond
        return loop[index].shifted(byTicks: ticks, packets: packetsOfLoop.mapValues { $0 * turn })
    }

    /// The picture behind an ErrCode playlist.
    static let errorPicture = Data(bytes(of: demo_video_error()))

    /// What a capture shows.
    static let picture = Data(bytes(of: demo_video_picture()))

    private static func bytes(of part: demo_video_part) -> [UInt8] {
        Array(UnsafeBufferPointer(start: part.bytes, count: part.count))
    }
}
