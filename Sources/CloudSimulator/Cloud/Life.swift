import FoundationEssentials

/// What happens in the demo by itself: a camera goes offline and comes back, another one's encryption comes on again. It is a pure
/// function of the seed and of the time since the start, so nothing ticks while nobody asks.
struct Life: Sendable {
    /// What differs from the devices' own state at one moment.
    struct Moment: Hashable, Sendable {
        var offline: String?
        var encrypted: String?
    }

    /// Seconds from the start to the first change, so that a newcomer sees one soon.
    static let first = 8.0
    /// Seconds between two changes, give or take `jitter` at each end.
    static let interval = 30.0
    static let jitter = 5.0

    private let seed: UInt64
    private let start: Date
    /// Own cameras that are online at the start. The first of the account is left alone: newcomers try things on it.
    private let cameras: [String]
    /// The one whose encryption comes on.
    private let encrypting: String?

    init(_ scenario: Scenario, seed: UInt64, start: Date) {
        self.seed = seed
        self.start = start
        let steady = scenario.devices.filter {
            $0.hosting == nil && $0.status == 1 && !$0.encrypted && $0.battery == nil && $0.channels.count == 1
        }.map(\.serial)
        cameras = Array(steady.dropFirst().dropLast())
        encrypting = steady.dropFirst().last
    }

    func moment(at now: Date) -> Moment {
        guard let change = lastChange(at: now), !cameras.isEmpty else { return Moment() }
        let (round, step) = change.quotientAndRemainder(dividingBy: 6)
        return switch step {
        case 0: Moment(offline: camera(of: round))
        case 2: Moment(encrypted: encrypting)
        case 3: Moment(offline: camera(of: round, after: 1), encrypted: encrypting)
        case 4: Moment(encrypted: encrypting)
        default: Moment()
        }
    }

    /// When a change comes, in seconds from the start.
    func time(of change: Int) -> Double {
        guard change > 0 else { return Self.first }
        var numbers = SeededGenerator(seed: seed &+ UInt64(change))
        return Self.first + Double(change) * Self.interval + Double.random(in: -Self.jitter...Self.jitter, using: &numbers)
    }

    /// The number of the last change so far, from 0; nil before the first.
    private func lastChange(at now: Date) -> Int? {
        let elapsed = now.timeIntervalSince(start)
        guard elapsed >= Self.first, elapsed < 1e12 else { return nil }
        let change = Int((elapsed - Self.first + Self.jitter) / Self.interval)
        return time(of: change) <= elapsed ? change : change - 1
    }

    private func camera(of round: Int, after: Int = 0) -> String {
        var numbers = SeededGenerator(seed: ~seed &+ UInt64(round))
        return cameras[(Int.random(in: 0..<cameras.count, using: &numbers) + after) % cameras.count]
    }
}
