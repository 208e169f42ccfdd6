import FoundationEssentials
import OpenPlatform

/// One camera's playlist as its players have it: the segments of one address after another, under numbers that only go up, so that nobody
/// who watches learns that an address has ended (RFC 8216, 6.2.2).
struct LivePlaylist {
    private struct Entry {
        var segment: Playlist.Segment
        /// What comes before it is of another recording, or is missing.
        var isDiscontinuous: Bool
    }

    /// The number of the first entry.
    private var first: Int
    private var entries: [Entry] = []
    /// Discontinuities that are in the playlist no more.
    private var passed = 0
    /// Where the last segments were had, the number that the last of them had there, and when.
    private var source: String?
    private var lastNumber: Int?
    private var taken: Date?
    /// The next segment does not go on where the last one ended.
    private var breaks = false
    /// Seconds; the longest a segment may be.
    private(set) var targetDuration = 1

    /// Segments that stay, at least.
    private static let fewest = 3
    private static let most = 24
    /// Numbers begin with the eighths of a second since 2026-01-01: so they go up over restarts too, at once, and fit in 31 bits until 2034.
    private static let epoch: TimeInterval = 1_767_225_600
    private static let perSecond = 8.0

    init(at now: Date) {
        first = max(0, Int((now.timeIntervalSince1970 - Self.epoch) * Self.perSecond))
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Takes what an address says now.
    mutating func take(_ playlist: Playlist, from address: String, at now: Date) {
        let segments = playlist.segments, start = playlist.mediaSequence ?? 0
        targetDuration = max(1, min(playlist.targetDuration ?? 0, 60), Int((segments.map(\.duration).max() ?? 0).rounded()))
        let fresh = fresh(of: segments, from: start, isSame: address == source, at: now)
        (source, taken) = (address, now)
        lastNumber = start + segments.count - 1
        for segment in segments.suffix(fresh) {
            entries.append(Entry(segment: segment, isDiscontinuous: breaks))
            breaks = false
        }
        let surplus = entries.count - min(max(segments.count, fresh, Self.fewest), Self.most)
        guard surplus > 0 else { return }
        passed += entries.prefix(surplus).count(where: \.isDiscontinuous)
        entries.removeFirst(surplus)
        first += surplus
    }

    /// How many of the newest segments are new to the players.
    private mutating func fresh(of segments: [Playlist.Segment], from start: Int, isSame: Bool, at now: Date) -> Int {
        guard let lastNumber, let taken, let last = entries.last else { return segments.count }
        if isSame, let place = segments.lastIndex(where: { $0.url == last.segment.url }) { return segments.count - 1 - place }
        if !isSame { breaks = true }
        let end = start + segments.count - 1
        // Another address of the same stream may count as the last one did.
        if start <= lastNumber + 1, lastNumber <= end { return end - lastNumber }
        breaks = true
        // Some are missing; or the numbers are others, and so much of it has not been seen as time has gone by.
        if isSame, lastNumber < start { return segments.count }
        let seconds = max(0, now.timeIntervalSince(taken))
        return min(segments.count, max(1, Int((seconds / Double(targetDuration)).rounded(.up))))
    }

    var text: String {
        var lines = ["#EXTM3U"]
        // What maps need.
        lines.append("#EXT-X-VERSION:\(entries.contains { $0.segment.map != nil } ? 6 : 3)")
        lines.append("#EXT-X-TARGETDURATION:\(targetDuration)")
        lines.append("#EXT-X-MEDIA-SEQUENCE:\(first)")
        if passed > 0 || entries.contains(where: \.isDiscontinuous) { lines.append("#EXT-X-DISCONTINUITY-SEQUENCE:\(passed)") }
        var key: String?, map: String?
        for entry in entries {
            let segment = entry.segment
            if entry.isDiscontinuous, !segment.tags.contains(Self.discontinuity) { lines.append(Self.discontinuity) }
            if segment.key != key { lines.append(segment.key ?? "#EXT-X-KEY:METHOD=NONE") }
            if let new = segment.map, new != map { lines.append(new) }
            (key, map) = (segment.key, segment.map)
            lines += segment.tags
            let milliseconds = Int((segment.duration * 1000).rounded())
            lines.append("#EXTINF:\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()),")
            lines.append(segment.url)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let discontinuity = "#EXT-X-DISCONTINUITY"
}
