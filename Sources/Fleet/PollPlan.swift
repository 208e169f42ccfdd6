import FoundationEssentials
import Vocabulary

/// What to ask of the cloud next, for one account: a pure function of what is known, how old it is, what may be spent and
/// the time. A timer asks it, acts, and tells it how each call ended.
public struct PollPlan: Sendable {
    /// Seconds between two polls of the lists.
    public var interval: TimeInterval
    /// Seconds after which the address of a row on the screen is asked again.
    public var liveInterval: TimeInterval
    public let sources: [Source]
    /// Nothing is asked by itself; what the user asks for still is.
    public var paused = false
    /// False asks for no address by itself.
    public var addresses: Bool
    /// Seconds after which the playlist of a camera with an address is read again; nil reads none by itself.
    public var checkInterval: TimeInterval?
    /// The rows on the screen, in their order.
    public var visible: [CameraID] = [] {
        didSet { visibleSet = Set(visible) }
    }

    /// Addresses of rows that nobody looks at: at most 60 an hour.
    static let othersEvery: TimeInterval = 60
    /// But so many at once at the start, where no row is on a screen: a front without one has nothing else to show.
    static let atStart = 10
    /// So many rows that nobody looks at and that came back may be asked at once.
    static let few = 8
    /// Encryption of hosted devices: a call each, spread over ten minutes.
    static let infoRound: TimeInterval = 600
    /// Addresses, and apart from them devices, that may be asked at once; the lists do not wait for them.
    public static let width = 4
    /// A call whose quota is reached is tried once in so long: no public page says when a quota ends.
    static let probeEvery: TimeInterval = 3600

    var visibleSet: Set<CameraID> = []
    var backOff = BackOff()
    /// Since when the present poll counts: the moment it was planned for, so that the rhythm does not drift.
    var polled: Date?
    /// Calls whose quota is reached, and when the cloud last said so.
    var quotas: [ScheduledCall.Kind: Date] = [:]
    /// What was asked for by hand or after an action, and from when on it is due.
    var wanted: [ScheduledCall: Date] = [:]
    var follows: [Follow] = []
    var running: [ScheduledCall: Date] = [:]
    /// When each list came last.
    var answers: [ScheduledCall.Kind: Date] = [:]
    /// The lists that have been read, or tried, at least once.
    var read: Set<ScheduledCall.Kind> = []
    var asks: [CameraID: AddressAsk] = [:]
    var checking = CheckRound()
    var lastOther: Date?
    /// How many addresses of rows on no screen were asked at once at the start.
    var started = 0
    /// The account's queue of messages; nil where it is not read.
    public var queue: MessageQueue?
    var lastPush: Date?
    /// Push is alive, or nobody looks: as of the last schedule, so that the interval in force is one value for everybody who asks.
    var isStretched = false
    /// Nobody looks at the screen.
    public var unwatched = false
    /// By camera: the beginning of the outage that was asked about once more.
    var lookedTwice: [CameraID: Date] = [:]
    var capacityAsks: [Make: CapacityAsk] = [:]
    var channelAsks: [String: ChannelAsk] = [:]
    /// Recorders whose channels nobody has told of yet.
    public internal(set) var awaited: Set<String> = []
    /// By camera: when the address call began that contradicts its STATUS.
    var contradictions: [CameraID: Date] = [:]
    var infos: [String: InfoAsk] = [:]
    /// When a device on no screen was last asked for.
    var lastInfo: Date?
    /// Each hosted device has been asked for once: what has not, has come since.
    var hasAskedInfos = false

    public init(
        interval: TimeInterval, liveInterval: TimeInterval, sources: [Source], addresses: Bool = true,
        checkInterval: TimeInterval? = nil
    ) {
        self.interval = interval
        self.liveInterval = liveInterval
        self.sources = sources
        self.addresses = addresses
        self.checkInterval = checkInterval
    }

    /// The interval in force, longer than the configured one while it backs off.
    public var intervalInForce: TimeInterval {
        max(backOff.interval(interval), isStretched ? interval * Self.pushStretch : interval)
    }

    /// The interval in which the lists are asked of a cloud that answers: what facts grow old by.
    public var rhythm: TimeInterval {
        max(backOff.stretched(interval), isStretched ? interval * Self.pushStretch : interval)
    }

    /// When the lists are asked next by themselves; nil while paused.
    public func nextPoll(at now: Date) -> Date? {
        if paused { return nil }
        guard let polled, polled <= now else { return now }
        return polled.addingTimeInterval(intervalInForce)
    }

    /// Everything is asked one after another: the cloud said that calls come too often, a while ago at most.
    public var isOneByOne: Bool { backOff.isOn }

    /// A list has been waited for so long that what is on the screen is stale: three intervals after the answer before.
    public func isHanging(at now: Date) -> Bool {
        running.contains { $0.key.isList && hangs($0.key.kind, since: $0.value) <= now }
    }

    /// From when on a list that began then hangs.
    private func hangs(_ kind: ScheduledCall.Kind, since began: Date) -> Date {
        let late = began.addingTimeInterval(2 * intervalInForce)
        return answers[kind].map { max(late, $0.addingTimeInterval(3 * intervalInForce)) } ?? late
    }

    public var isPolling: Bool { running.keys.contains(where: \.isList) }

    /// Asks for these as soon as may be, whatever rests or is paused.
    public mutating func want(_ dues: some Sequence<ScheduledCall>, at moment: Date) {
        for due in dues { wanted[due] = min(wanted[due] ?? moment, moment) }
    }

    /// Reads back what was switched, at these moments: at the first in any case, later only while the cloud has neither
    /// confirmed nor contradicted it.
    public mutating func follow(_ due: ScheduledCall, of serial: String, at moments: [Date]) {
        follows.removeAll { $0.due == due && $0.serial == serial }
        for (index, moment) in moments.enumerated() {
            follows.append(Follow(due: due, serial: serial, at: moment, isSure: index == 0))
        }
    }

    /// Asks for all lists now, and counts the interval from here. A list that is being read already is not read twice.
    public mutating func wantLists(at now: Date) {
        want(lists.filter { running[$0] == nil }, at: now)
        polled = now
    }

    /// What the lists of this account are.
    public var lists: [ScheduledCall] {
        var lists: [ScheduledCall] = []
        if sources.contains(.own) { lists += [.deviceList, .cameraList] }
        if sources.contains(.hosted) { lists.append(.hostedList) }
        return lists
    }

    /// What is due at `now`, counted as begun from here on, and when to look again. Whatever is handed out must be answered.
    public mutating func schedule(_ fleet: Fleet, at now: Date) -> Schedule {
        backOff.ease(at: now)
        isStretched = isPushed(at: now) || unwatched
        var schedule = Schedule()
        if isPushed(at: now) { schedule.wake(at: lastPush?.addingTimeInterval(Self.pushLife)) }
        takeFollows(&schedule, fleet, at: now)
        takeContradictions(fleet, at: now)
        takeSecondLooks(fleet, &schedule, at: now)
        takeWanted(&schedule, at: now)
        takeLists(&schedule, at: now)
        let rest = backOff.rest(interval, at: now)
        if let rest, rest > now {
            schedule.wake(at: rest)
            if !paused { observeEligibility(fleet) }
        } else if !paused {
            takeInfos(&schedule, fleet, at: now)
            // Before the first poll is whole nobody knows who is online and not encrypted.
            if lists.allSatisfy({ read.contains($0.kind) }) {
                takeChannels(&schedule, fleet, at: now)
                takeAddresses(&schedule, fleet, at: now)
                takeCapacities(&schedule, fleet, at: now)
                takeMessages(&schedule, at: now)
            }
        }
        takeChecks(&schedule, fleet, byItself: !paused && (rest.map { $0 <= now } ?? true), at: now)
        // The next turn comes earlier once the interval has halved.
        if !paused { schedule.wake(at: backOff.nextEase()) }
        for due in schedule.due { running[due] = now }
        for (due, began) in running where due.isList {
            let moment = hangs(due.kind, since: began)
            if moment > now { schedule.wake(at: moment) }
        }
        return schedule
    }

    /// How a call that was handed out ended.
    public mutating func ended(_ due: ScheduledCall, _ outcome: CallOutcome, at now: Date) {
        let began = running.removeValue(forKey: due) ?? now
        if due.isList { read.insert(due.kind) }
        if due.isList, outcome == .answered { answers[due.kind] = now }
        met(outcome, due.kind, began: began, at: now)
        if case .channels(let serial) = due {
            let isAnswered = outcome == .answered
            channelAsks[serial] = ChannelAsk(
                at: isAnswered ? channelAsks[serial]?.at ?? began : now, isOver: true, failed: !isAnswered)
        }
        if case .capacity(let serial) = due { capacityEnded(serial, outcome) }
        if case .deviceInfo(let serial) = due {
            infos[serial] = InfoAsk(at: outcome == .answered ? infos[serial]?.at ?? now : now, failed: outcome != .answered)
        }
    }

    /// What a call that nobody planned met: the cloud's limits hold for all.
    public mutating func met(_ outcome: CallOutcome, _ kind: ScheduledCall.Kind, began: Date, at now: Date) {
        switch outcome {
        case .answered, .disturbed:
            backOff.answer()
            // One that was under way when the quota was reached says nothing of it.
            if let reached = quotas[kind], reached <= began { quotas[kind] = nil }
        // What the queue of messages alone is limited in, it rests for itself.
        case .limited: if kind != .messages { backOff.limit(began: began, at: now, configured: interval) }
        case .exhausted:
            quotas[kind] = now
            // What else was asked for by hand would meet the same.
            wanted = wanted.filter { $0.key.kind != kind }
        case .failed: if kind.isList { backOff.fail() }
        }
    }

    /// What was asked of these before they left says nothing of what comes in their place.
    public mutating func forget(_ left: Departures) {
        for camera in left.cameras {
            asks[camera] = nil
            contradictions[camera] = nil
            lookedTwice[camera] = nil
            checking.last[camera] = nil
        }
        for serial in left.devices {
            infos[serial] = nil
            channelAsks[serial] = nil
        }
    }

    private mutating func takeFollows(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        var later: [Follow] = []
        for follow in follows {
            if follow.at > now, follow.at.timeIntervalSince(now) <= 60 {
                later.append(follow)
                schedule.wake(at: follow.at)
            } else if follow.isSure || fleet.isSettling(follow.serial) {
                want([follow.due], at: now)
            }
        }
        follows = later
    }

    private mutating func takeWanted(_ schedule: inout Schedule, at now: Date) {
        for (due, moment) in wanted {
            // Whatever is under way may have been read before what it is wanted for.
            guard running[due] == nil else { continue }
            guard moment <= now || moment.timeIntervalSince(now) > 60 else {
                schedule.wake(at: moment)
                continue
            }
            guard due.isList ? mayRead(schedule) : free(due.kind, schedule) > 0 else { continue }
            wanted[due] = nil
            schedule.due.append(due)
            switch due {
            case .address(let camera): asks[camera, default: AddressAsk()].at = now
            case .deviceInfo(let serial): infos[serial] = InfoAsk(at: now)
            case .channels(let serial):
                channelAsks[serial] = ChannelAsk(at: now, isOver: channelAsks[serial]?.isOver ?? false)
            case .deviceList, .cameraList, .hostedList, .capacity, .check, .messages: break
            }
        }
    }

    /// Whether one more list may be read: side by side, but while calls come too often.
    private func mayRead(_ schedule: Schedule) -> Bool {
        !isOneByOne || !(isPolling || schedule.due.contains(where: \.isList))
    }

    /// Whether calls of a kind rest by themselves: their quota was reached less than an hour ago.
    public func isResting(_ kind: ScheduledCall.Kind, at now: Date) -> Bool {
        guard let reached = quotas[kind] else { return false }
        return abs(now.timeIntervalSince(reached)) < Self.probeEvery
    }

    /// How many more of a kind may be under way.
    func free(_ kind: ScheduledCall.Kind, _ schedule: Schedule) -> Int {
        let width = isOneByOne || quotas[kind] != nil ? 1 : Self.width
        let running = running.keys.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
        return width - running - schedule.due.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
    }

    private mutating func takeLists(_ schedule: inout Schedule, at now: Date) {
        guard !paused else { return }
        let interval = intervalInForce
        guard let next = nextPoll(at: now), next <= now else {
            schedule.wake(at: nextPoll(at: now))
            return
        }
        for list in lists where running[list] == nil && !schedule.due.contains(list) && !isResting(list.kind, at: now) {
            if mayRead(schedule) { schedule.due.append(list) } else { wanted[list] = now }
        }
        polled = now.timeIntervalSince(next) < interval ? next : now
        schedule.wake(at: nextPoll(at: now))
    }

    /// All has been heard that the calls of a day are counted from: of the lists, and of the recorders, whose dead channels are asked
    /// no address.
    public func isReckoned(_ fleet: Fleet, at now: Date) -> Bool {
        lists.allSatisfy { read.contains($0.kind) }
            && (isResting(.channels, at: now) || fleet.askableRecorders.allSatisfy { channelAsks[$0]?.isOver == true })
    }

    /// What the present settings will cost in a day: a projection from what is known of the fleet.
    public func callsADay(_ fleet: Fleet, _ census: Census) -> Int {
        func pages(_ count: Int) -> Double { Double(max(1, (count + 49) / 50)) }
        var aPoll = 0.0
        if sources.contains(.own) { aPoll += pages(census.devices) + pages(census.channels) }
        if sources.contains(.hosted) { aPoll += pages(census.hostedChannels) }
        var calls = aPoll * 86400 / max(interval, 0.001)
        let seen = Set(visible.filter { fleet[$0]?.source == .hosted }.map(\.serial)).count
        calls += Double(max(0, census.hostedDevices - seen)) * 86400 / Self.infoRound
        calls += Double(seen) * 86400 / max(shownRound(seen), 0.001)
        calls += Double(fleet.askableRecorders.count) * 86400 / Self.channelRound
        calls += queueCallsADay
        if addresses {
            let shown = visibleSet.reduce(0) { $0 + (fleet[$1]?.mayBeAsked == true ? 1 : 0) }
            let live = 86400 / max(liveInterval, 0.001)
            calls += Double(shown) * live
            calls += min(Double(max(0, census.askable - shown)) * live, 86400 / Self.othersEvery)
        }
        if let checkInterval { calls += 2 * Double(census.askable) * 86400 / max(checkInterval, 0.001) }
        return Int(min(calls.rounded(.up), 1e12))
    }
}

/// A reading back of what was switched.
struct Follow: Hashable, Sendable {
    var due: ScheduledCall
    var serial: String
    var at: Date
    /// Whether it is read even when nothing waits for it any more.
    var isSure: Bool
}

extension Schedule {
    mutating func wake(at moment: Date?) {
        guard let moment else { return }
        wake = wake.map { min($0, moment) } ?? moment
    }
}
