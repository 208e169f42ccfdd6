import Fleet
import FoundationEssentials

/// The last changes of a state, for fronts that have seen one of the states between. Each is written once, whoever it goes to; a front that
/// was away for too long gets everything instead, and costs nothing meanwhile.
struct Changes: Sendable {
    private struct Step: Sendable {
        var delta: Delta
        /// As it stands in an answer, by the accounts of the fronts it went to.
        var written: [Set<AccountName>: Data] = [:]
    }

    /// So many are kept, and no more rows among them than the whole has.
    private static let most = 64

    private var steps: [Step] = []
    private var whole: [Set<AccountName>: Data] = [:]
    private(set) var newest: Snapshot?
    /// How many changes there have been.
    private(set) var number = 0

    init() {}

    /// Goes on from what another process has told, for fronts that have seen it too.
    init(after known: Known) {
        newest = known.replica.whole
        number = known.head.seen
    }

    mutating func add(_ snapshot: Snapshot) {
        let delta = Delta(from: newest, to: snapshot)
        newest = snapshot
        number += 1
        whole = [:]
        steps.append(Step(delta: delta))
        var weight = steps.reduce(0) { $0 + $1.delta.weight }
        while let first = steps.first, steps.count > Self.most || weight > max(50, snapshot.cameras.count) {
            weight -= first.delta.weight
            steps.removeFirst()
        }
    }

    /// What a front with these accounts has to be told that has seen so many changes; nil seen for nothing at all.
    ///
    /// - Returns: the changes as they are sent, and whether they begin with nothing.
    mutating func since(_ seen: Int?, for names: Set<AccountName>) throws -> (changes: [Data], isWhole: Bool) {
        if let seen, (number - steps.count...number).contains(seen) {
            return (try (steps.count - (number - seen)..<steps.count).map { try written($0, for: names) }, false)
        }
        guard let newest else { return ([], true) }
        let data = try whole[names] ?? JSONEncoder().encode(Delta(from: nil, to: newest).limited(to: names))
        whole[names] = data
        return ([data], true)
    }

    private mutating func written(_ place: Int, for names: Set<AccountName>) throws -> Data {
        if let data = steps[place].written[names] { return data }
        let data = try JSONEncoder().encode(steps[place].delta.limited(to: names))
        steps[place].written[names] = data
        return data
    }
}
