import Fleet
import FoundationEssentials
import Vocabulary

/// One account as the service polls it: what it is asked with, what is known of its devices, and how its lists were read.
struct PolledAccount {
    let settings: AccountSettings
    let session: Session
    let log: CallLog
    var fleet: Fleet
    var plan: PollPlan
    /// As of the last answer of a list or a device.
    var census = Census()
    var host: String
    var tokenExpires: Date?
    /// How the last reading of each list went.
    var readings: [ScheduledCall.Kind: Reading] = [:]
    /// What went wrong with single devices, by serial, in a poll that has to be whole; or with a call that was made of no more of them.
    var singles: [String: ServiceError] = [:]
    var lastAnswer: Date?
    /// When each list last came, by the call that reads it.
    var listAnswers: [String: Date] = [:]
    /// Devices whose own calls had no answer when they were last made, by these calls.
    var unanswered: [ScheduledCall.Kind: Set<String>] = [:]
    /// Why no messages come from its queue, as it was said; whether any answer of it was told, and how many lay in it that were too old.
    var queueTrouble: ServiceError?
    var isQueueRead = false
    var passedOver = 0
    /// A list is waited for, and what is known has become stale meanwhile.
    var hangs = false

    struct Reading {
        var isWhole: Bool
        /// Its pages did not fit together, even read twice.
        var isShifted: Bool
        /// It had to wait in between, since calls came too often.
        var waited = false
        /// Rows that are counted and not there.
        var missing = 0
        /// Rows that made no sense.
        var unreadable = 0
        var trouble: ServiceError?
    }

    /// Merges an answer into what is known, and into what the errand has brought that it was asked for.
    mutating func merge(_ answer: @Sendable (inout Fleet) -> Void) {
        answer(&fleet)
        Errand.current?.merge(settings.name, answer)
    }

    /// A device was asked by itself.
    mutating func note(_ call: ScheduledCall.Kind, of serial: String, isAnswered: Bool) {
        if isAnswered { unanswered[call]?.remove(serial) } else { unanswered[call, default: []].insert(serial) }
    }

    /// Devices of which something is not known, or not any more, that only their own calls tell.
    private var openDevices: [String]? {
        let open = unanswered.values.reduce(plan.awaited) { $0.union($1) }.filter { !fleet.cameras(of: $0).isEmpty }
        return open.isEmpty ? nil : open.sorted()
    }

    var trouble: ServiceError? {
        plan.lists.compactMap { readings[$0.kind]?.trouble }.first ?? cut ?? singles.min { $0.key < $1.key }?.value ?? waiting
    }

    /// What is said before the call has ended: else rows would be stale, and nobody would know why.
    private var waiting: ServiceError? {
        hangs ? .unreachable(reason: ServiceError.stillWaiting, host: host) : nil
    }

    private var cut: ServiceError? {
        fleet.isCut ? .malformed(reason: ServiceError.tooManyCameras, call: "device/list", host: host) : nil
    }

    /// Each of its lists has been read, or tried, once.
    var hasBeenAsked: Bool { plan.lists.allSatisfy { readings[$0.kind] != nil } }

    /// And came.
    var hasAnswered: Bool { plan.lists.allSatisfy { readings[$0.kind].map { $0.trouble == nil } ?? false } }

    /// While the first of its lists are there and another is still awaited it is not.
    var isComplete: Bool {
        singles.isEmpty && readings.values.allSatisfy(\.isWhole) && (readings.isEmpty || hasBeenAsked)
    }

    /// Rows that made no sense, by the call that lists them; nil without any.
    private var unreadable: [String: Int]? {
        let counts = readings.compactMap { kind, reading in
            kind.listCall.flatMap { reading.unreadable > 0 ? ($0.rawValue, reading.unreadable) : nil }
        }
        return counts.isEmpty ? nil : Dictionary(counts) { $0 + $1 }
    }

    /// What went wrong with its lists, by the call that reads each; nil where nothing did.
    private var listTroubles: [String: ServiceError]? {
        let troubles = plan.lists.compactMap { list in
            list.kind.listCall.flatMap { call in readings[list.kind]?.trouble.map { (call.rawValue, $0) } }
        }
        return troubles.isEmpty ? nil : Dictionary(troubles) { first, _ in first }
    }

    var state: AccountState {
        let counts = log.counts
        // Both lists of the account's own lack the same ones.
        let own = readings.filter { $0.key != .hostedList }.values.reduce(0) { max($0, $1.missing) }
        let missing = own + (readings[.hostedList]?.missing ?? 0)
        var state = AccountState(
            id: settings.name, host: host, sources: settings.sources, tokenExpires: tokenExpires, callsToday: counts.today,
            calls: counts.total, lastAnswer: lastAnswer, trouble: trouble, complete: isComplete,
            clockError: log.clockError)
        state.missing = missing > 0 ? missing : nil
        state.unreadable = unreadable
        state.listTroubles = listTroubles
        state.listAnswers = listAnswers.isEmpty ? nil : listAnswers
        state.deviceTroubles = singles.isEmpty ? nil : singles
        state.openDevices = openDevices
        state.queueTrouble = queueTrouble
        return state
    }
}

extension ScheduledCall.Kind {
    /// The platform's name of the call that reads a list.
    var listCall: CallName? {
        switch self {
        case .deviceList: .deviceList
        case .cameraList: .cameraList
        case .hostedList: .hostedList
        default: nil
        }
    }
}
