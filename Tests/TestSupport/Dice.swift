import FoundationEssentials

/// Numbers that a seed decides (SplitMix64): the same seed brings the same session.
public struct Dice: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// The seeds of a random test: a few by default; `EZTOP_ROUNDS` times as many, by which `.ci/soak` asks for hours of them.
    public static func seeds(_ count: Int) -> Range<Int> {
        let rounds = ProcessInfo.processInfo.environment["EZTOP_ROUNDS"].flatMap { Int($0) } ?? 1
        return 0..<count * max(1, rounds)
    }
}
