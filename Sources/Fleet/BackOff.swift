import FoundationEssentials

/// How the interval gives way to a cloud that is asked too much, or does not answer, and finds its way back.
struct BackOff: Hashable, Sendable {
    /// On 10029 the interval doubles up to this.
    static let longest: TimeInterval = 600
    /// So long without a 10029, and it halves again.
    static let quiet: TimeInterval = 300
    /// A host that does not answer is asked at least this often.
    static let patience: TimeInterval = 120

    private var doublings = 0
    private var moment: Date?
    private var limited: Date?
    private var failures = 0

    /// 10029 came, and not five quiet minutes since for each time that it doubled the interval.
    var isOn: Bool { doublings > 0 }

    /// The interval in force at `now`, in seconds.
    func interval(_ configured: TimeInterval) -> TimeInterval {
        let stretched = stretched(configured)
        guard failures > 2 else { return stretched }
        let factor = failures > 20 ? Self.patience : Self.power(1.5, failures - 2)
        return max(stretched, min(Self.patience, configured * factor))
    }

    /// The same as the cloud's limits alone have it: a host that does not answer makes no fact younger.
    func stretched(_ configured: TimeInterval) -> TimeInterval {
        doublings > 0 ? min(max(Self.longest, configured), configured * Double(1 << doublings)) : configured
    }

    /// Until when nothing but the lists' next turn may be asked by itself.
    func rest(_ configured: TimeInterval, at now: Date) -> Date? {
        guard doublings > 0, let limited, limited <= now else { return nil }
        return limited.addingTimeInterval(interval(configured))
    }

    /// Halves what has been quiet for long enough.
    mutating func ease(at now: Date) {
        guard doublings > 0, let since = moment else { return }
        if since > now {
            moment = now
            return
        }
        let steps = Int(min(64, now.timeIntervalSince(since) / Self.quiet))
        guard steps > 0 else { return }
        doublings = max(0, doublings - steps)
        moment = since.addingTimeInterval(Double(steps) * Self.quiet)
    }

    /// 10029 for a call that began at `began`. One that was under way when the interval doubled does not double it again.
    mutating func limit(began: Date, at now: Date, configured: TimeInterval) {
        if let limited, doublings > 0, began <= limited, limited <= now {
            moment = now
            return
        }
        if interval(configured) < Self.longest { doublings = min(20, doublings + 1) }
        limited = now
        moment = now
    }

    mutating func fail() { failures = min(1000, failures + 1) }

    mutating func answer() { failures = 0 }

    /// When the interval will next be another one by itself.
    func nextEase() -> Date? {
        doublings > 0 ? moment?.addingTimeInterval(Self.quiet) : nil
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
