import FoundationEssentials
import HTTP

/// How many cameras may begin to be watched: each of them costs the account a call. Whoever has the key is no stranger, but may be a
/// program that goes through all of them again and again.
struct LiveBudget {
    private struct Purse {
        var left: Double
        var looked: Date
    }

    /// So many at once, of one address over the network and of all together; and one more in each period, in seconds.
    private static let ofOne = 32.0
    private static let ofAll = 256.0
    static let period: TimeInterval = 2

    private var purses: [PeerAddress?: Purse] = [:]

    /// - Parameter peer: nil for whoever is not counted by address.
    mutating func takes(from peer: PeerAddress?, at now: Date) -> Bool {
        let all = left(of: nil, most: Self.ofAll, at: now), one = peer.map { left(of: $0, most: Self.ofOne, at: now) } ?? 1
        guard all >= 1, one >= 1 else { return false }
        purses = purses.filter { now.timeIntervalSince($0.value.looked) < Self.ofAll * Self.period }
        purses[nil] = Purse(left: all - 1, looked: now)
        if let peer { purses[peer] = Purse(left: one - 1, looked: now) }
        return true
    }

    private func left(of peer: PeerAddress?, most: Double, at now: Date) -> Double {
        guard let purse = purses[peer] else { return most }
        return min(most, purse.left + max(0, now.timeIntervalSince(purse.looked)) / Self.period)
    }
}
