import FoundationEssentials

extension History {
    /// What a stretch of the strip shows.
    public enum Bucket: Hashable, Sendable {
        /// Nobody looked.
        case unobserved
        /// The share of what was seen, 0…1, in which it was offline.
        case seen(down: Double)
    }

    /// A span in equal stretches, oldest first. What nobody observed is not guessed.
    public func strip(buckets: Int, in span: DateInterval) -> [Bucket] {
        guard buckets > 0, span.duration > 0 else { return [] }
        let width = span.duration / Double(buckets)
        var seen = [Double](repeating: 0, count: buckets)
        var down = seen
        var wasSeen = [Bool](repeating: false, count: buckets)
        var wasDown = wasSeen
        for (place, change) in changes.enumerated() where !change.seen.isUnseen {
            let begin = max(0, change.at.timeIntervalSince(span.start))
            let end = min(span.duration, self.end(of: place).timeIntervalSince(span.start))
            guard begin <= end else { continue }
            // An offline that one answer alone says is one while it holds; once it is over, it was none.
            let isDown = change.seen == .offline || change.seen == .blip && place == changes.count - 1
            // A stretch that ends where a bucket starts does not reach into it; what is seen at the end of all belongs to the last.
            let first = min(buckets - 1, Int((begin / width).rounded(.down)))
            let last = min(buckets - 1, max(first, Int((end / width).rounded(.up)) - 1))
            for bucket in first...last {
                let share = min(end, Double(bucket + 1) * width) - max(begin, Double(bucket) * width)
                seen[bucket] += max(0, share)
                wasSeen[bucket] = true
                guard isDown else { continue }
                down[bucket] += max(0, share)
                wasDown[bucket] = true
            }
        }
        return (0..<buckets).map { bucket in
            guard wasSeen[bucket] else { return .unobserved }
            // What was seen but for a moment has no share, and was seen all the same.
            return .seen(down: seen[bucket] > 0 ? min(1, down[bucket] / seen[bucket]) : wasDown[bucket] ? 1 : 0)
        }
    }
}

extension DateInterval {
    /// The 24 hours until a moment.
    public static func day(until now: Date) -> DateInterval {
        DateInterval(start: now.addingTimeInterval(-History.day), duration: History.day)
    }
}
