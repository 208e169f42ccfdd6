import FoundationEssentials

/// How much a camera needs somebody to look at it, the most first: the default order of the rows, and what `n` jumps to.
public enum Attention: Int, CaseIterable, Comparable, Hashable, Sendable {
    case offline
    /// Broken, refused, not granted, limited: online, and yet no video.
    case failing
    case encrypted
    /// Nobody knows whether it is online.
    case unknown
    case fine

    public static func < (a: Attention, b: Attention) -> Bool { a.rawValue < b.rawValue }

    /// Something a person can do about it.
    public var isNeeded: Bool { self < .unknown }
}

extension Camera {
    public func attention(at now: Date) -> Attention {
        switch liveState(at: now) {
        case .offline: return .offline
        case .broken, .refused, .notGranted, .limited: return .failing
        case .encrypted: return .encrypted
        case .playing, .ready, .asking, .unknown: return status?.value == .online ? .fine : .unknown
        }
    }
}
