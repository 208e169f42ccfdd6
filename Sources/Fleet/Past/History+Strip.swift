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
        let stretches = (0..<buckets).map {
            DateInterval(start: span.start.addingTimeInterval(Double($0) * width), duration: width)
        }
        return strip(of: stretches, buckets: buckets) { $0 }
    }

    /// What these times show, of which several may go into one bucket: the days of a month, the hours of a week.
    ///
    /// - Parameters:
    ///   - times: oldest first, each from where the one before it ends.
    ///   - bucket: where the time at this place belongs.
    public func strip(of times: [DateInterval], buckets: Int, bucket: (Int) -> Int) -> [Bucket] {
        var seen = [TimeInterval](repeating: 0, count: buckets)
        var down = seen
        var wasSeen = [Bool](repeating: false, count: buckets)
        var wasDown = wasSeen
        let edges = times.map(\.start.timeIntervalSinceReferenceDate)
        guard let first = edges.first, let last = times.last?.end.timeIntervalSinceReferenceDate else {
            return Array(repeating: .unobserved, count: buckets)
        }
        // The time in which the last change began: the next one begins no earlier.
        var time = 0
        for place in changes.indices where !changes[place].seen.isUnseen {
            let begin = max(first, changes[place].at.timeIntervalSinceReferenceDate)
            let end = min(last, self.end(of: place).timeIntervalSinceReferenceDate)
            guard begin <= end else { continue }
            // An offline that one answer alone says is one while it holds; once it is over, it was none.
            let isDown = changes[place].seen == .offline || changes[place].seen == .blip && place == changes.count - 1
            while time + 1 < edges.count, edges[time + 1] <= begin { time += 1 }
            var reached = time
            // A stretch that ends where a time starts does not reach into it; what is seen at the end of all belongs to the last.
            repeat {
                let until = reached + 1 < edges.count ? edges[reached + 1] : last
                let share = max(0, min(end, until) - max(begin, edges[reached]))
                let bucket = bucket(reached)
                seen[bucket] += share
                wasSeen[bucket] = true
                if isDown {
                    down[bucket] += share
                    wasDown[bucket] = true
                }
                reached += 1
            } while reached < edges.count && edges[reached] < end
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
    public static func day(until now: Date) -> DateInterval { last(History.day, until: now) }

    /// So many seconds until a moment.
    public static func last(_ seconds: TimeInterval, until now: Date) -> DateInterval {
        DateInterval(start: now.addingTimeInterval(-seconds), duration: seconds)
    }
}
