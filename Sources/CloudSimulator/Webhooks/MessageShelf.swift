import FoundationEssentials

/// The messages of the account's queue, how far each group has taken them, and who reads.
struct MessageShelf: Sendable {
    private struct Consumer {
        var group: String
        /// The number of the message that it is given next.
        var position: Int
    }

    private let ways: SimulatedQueue
    private var messages: [JSON] = []
    /// The number of the first one that is still there.
    private var first = 0
    private var isFilled = false
    private var taken: [String: Int] = [:]
    private var consumers: [String: Consumer] = [:]

    static let groups: Set<String> = ["group1", "group2", "group3", "group4", "group5"]
    private static let most = 20_000
    private static let mostConsumers = 1_000
    private static let perCall = 100

    init(_ ways: SimulatedQueue) { self.ways = ways }

    /// Before anybody has read: with what lies there from the beginning, alarms, and devices that went offline, a tenth of a second apart.
    mutating func fill(_ devices: [SimulatedDevice], at now: Date) {
        guard !isFilled else { return }
        isFilled = true
        guard !devices.isEmpty else { return }
        let count = min(max(0, ways.backlog ?? 0), Self.most), end = now.addingTimeInterval(-(ways.age ?? 7_200))
        let backlog = (0..<count).map { number in
            let device = devices[number % devices.count], at = end.addingTimeInterval(-0.1 * Double(count - 1 - number))
            let message: PushMessage = number % 2 == 0 ? .alarm(device, "motiondetect") : .status(device, isOnline: false, at: at)
            return message.json(name: Secret.hex(24), at: at)
        }
        messages.insert(contentsOf: backlog, at: 0)
    }

    mutating func add(_ message: JSON) {
        messages.append(message)
        guard messages.count > Self.most else { return }
        messages.removeFirst(Self.most / 10)
        first += Self.most / 10
    }

    /// Names who reads for a group from now on, from where the group is.
    mutating func join(_ group: String) -> String {
        if consumers.count >= Self.mostConsumers { consumers = [:] }
        let name = Secret.hex(32)
        consumers[name] = Consumer(group: group, position: taken[group] ?? first)
        return name
    }

    /// What comes next for that reader.
    mutating func next(for consumer: String, commits: Bool) throws(Refusal) -> [JSON] {
        guard let reader = consumers[consumer] else { throw .parameter }
        let from = max(first, ways.repeats == true ? taken[reader.group] ?? first : reader.position) - first
        let to = min(messages.count, from + min(max(1, ways.perCall ?? Self.perCall), Self.most))
        consumers[consumer]?.position = first + to
        if commits { try commit(consumer) }
        return Array(messages[from..<max(from, to)])
    }

    mutating func commit(_ consumer: String) throws(Refusal) {
        guard let reader = consumers[consumer] else { throw .parameter }
        if ways.repeats != true { taken[reader.group] = reader.position }
    }

    mutating func forgetConsumers() { consumers = [:] }
}
