import FoundationEssentials

public enum Attention: Int, Comparable, Hashable, Codable, Sendable {
    case offline, broken, refused, encrypted, unknown, fine
    public static func < (a: Attention, b: Attention) -> Bool { a.rawValue < b.rawValue }
}
public struct Staleness: Hashable, Sendable {
    public var status, encryption, live: Bool
}
extension Camera {
    public func attention(at now: Date) -> Attention {
        switch liveState(at: now) {
        case .offline: .offline
        case .broken: .broken
        case .refused, .notGranted, .limited: .refused
        case .encrypted: .encrypted
        default: .fine
        }
    }
    public func staleness(at now: Date, interval: TimeInterval, liveInterval: TimeInterval) -> Staleness {
        Staleness(
            status: (status?.age(at: now) ?? 0) > 3 * interval, encryption: (encryption?.age(at: now) ?? 0) > 3 * interval,
            live: liveChecked(at: now).map { now.timeIntervalSince($0) > 2 * liveInterval } ?? false)
    }
    public func liveChecked(at now: Date) -> Date? { live?.checked }
}
extension History {
    public enum Bucket: Hashable, Sendable { case online, offline, mixed, unobserved }
    public func strip(buckets: Int, now: Date) -> [Bucket] { Array(repeating: .unobserved, count: buckets) }
    public func hoursOffline(now: Date) -> Double { 0 }
}
