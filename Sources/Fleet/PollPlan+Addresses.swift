import FoundationEssentials

/// What the plan remembers of asking for one camera's address.
struct AddressAsk: Hashable, Sendable {
    var at: Date?
    /// It was offline or encrypted since: ask again as soon as it is not.
    var rearmed = false
    /// Answers in a row that brought no address although one could be had, by all that was known.
    var setbacks = 0
    var isNotGranted = false
    /// What it said of a camera that is not so, and that was looked into.
    var contradiction: Contradiction?
    /// The end of the address that was handed out, and when it came.
    var expires: Date?
}

/// How asking for an address ended.
public enum AddressOutcome: Hashable, Sendable {
    case address(expires: Date?)
    /// A limit; no answer.
    case setback
    /// Against what was known.
    case contradicted(Contradiction)
    /// A refusal that will not change by asking again soon.
    case refused
    /// The owner did not grant it: not asked again by itself for a day.
    case notGranted
}

extension Camera {
    /// Online, not encrypted, and no switch under way: an address can be had, by all that is known.
    public var mayBeAsked: Bool {
        status?.value == .online && encryption?.value != .on && pendingEncryption == nil
    }
}

extension PollPlan {
    /// How asking for an address ended, by itself or by hand.
    public mutating func asked(_ camera: CameraID, _ outcome: AddressOutcome, at now: Date) {
        if case .contradicted(let what) = outcome {
            contradicted(camera, what, began: running[.address(camera)] ?? now)
        } else if outcome != .setback {
            asks[camera]?.contradiction = nil
        }
        var ask = asks[camera] ?? AddressAsk()
        ask.at = now
        ask.rearmed = false
        ask.isNotGranted = outcome == .notGranted
        switch outcome {
        case .address(let expires):
            // An address that has ended when it comes is none; asking on and on would not mend the clock.
            let isDead = expires.map { $0 <= now } ?? false
            ask.setbacks = isDead ? ask.setbacks + 1 : 0
            ask.expires = isDead ? nil : expires
        case .setback, .contradicted:
            ask.setbacks += 1
            ask.expires = nil
            ask.rearmed = true
        case .refused, .notGranted:
            ask.setbacks = 0
            ask.expires = nil
        }
        asks[camera] = ask
    }

    /// Seconds between two askings of one camera by itself, as far as the slow rule lets it: each in its turn.
    public func liveRound(of census: Census) -> TimeInterval {
        max(liveInterval, Self.othersEvery * Double(census.askable))
    }

    mutating func takeAddresses(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        guard addresses, !isResting(.address, at: now) else { return }
        if asks.count > 2 * fleet.cameras.count + 16 { asks = asks.filter { fleet[$0.key] != nil } }
        observeEligibility(fleet)
        var free = free(.address, schedule)
        for id in visible {
            guard let camera = fleet[id], mayBeAsked(camera, at: now), isIdle(id, schedule) else { continue }
            let due = addressDue(id, at: now)
            if due > now {
                schedule.wake(at: due)
            } else if free > 0 {
                free -= 1
                hand(id, &schedule, at: now)
            }
        }
        takeRecovered(&schedule, fleet, &free, at: now)
        takeOther(&schedule, fleet, free: free, at: now)
    }

    /// Rows that nobody looks at and that came online or lost their encryption just now. When a whole fleet does at once, they wait
    /// for their turn like the others.
    private mutating func takeRecovered(_ schedule: inout Schedule, _ fleet: Fleet, _ free: inout Int, at now: Date) {
        let recovered = asks.filter { id, ask in
            ask.rearmed && ask.setbacks == 0 && !visibleSet.contains(id) && isIdle(id, schedule)
                && fleet[id].map { mayBeAsked($0, at: now) } == true
        }
        guard recovered.count <= Self.few else { return }
        for id in recovered.keys.sorted() where free > 0 {
            free -= 1
            hand(id, &schedule, at: now)
        }
    }

    /// The rows that nobody looks at, one a minute: those that came online or lost their encryption first, then the one that waits
    /// longest.
    private mutating func takeOther(_ schedule: inout Schedule, _ fleet: Fleet, free: Int, at now: Date) {
        let isStart = started < Self.atStart && visible.isEmpty
        if !isStart, let turn = lastOther?.addingTimeInterval(Self.othersEvery), turn > now,
            turn.timeIntervalSince(now) <= Self.othersEvery
        {
            schedule.wake(at: turn)
            return
        }
        for _ in 0..<max(0, min(free, isStart ? Self.atStart - started : 1)) {
            guard let next = nextOther(schedule, fleet, at: now) else { return }
            guard next.due <= now else {
                schedule.wake(at: next.due)
                return
            }
            if isStart { started += 1 }
            lastOther = now
            hand(next.id, &schedule, at: now)
            schedule.wake(at: now.addingTimeInterval(Self.othersEvery))
        }
    }

    private func nextOther(_ schedule: Schedule, _ fleet: Fleet, at now: Date) -> (id: CameraID, due: Date)? {
        var first: (id: CameraID, isBack: Bool, due: Date)?
        for camera in fleet.cameras
        where mayBeAsked(camera, at: now) && !visibleSet.contains(camera.id) && isIdle(camera.id, schedule) {
            let ask = asks[camera.id]
            let isBack = ask.map { $0.rearmed && $0.setbacks == 0 } ?? false
            let due = ask?.at == nil ? Date.distantPast : addressDue(camera.id, at: now)
            guard let best = first else {
                first = (camera.id, isBack, due)
                continue
            }
            if isBack != best.isBack ? isBack : due < best.due { first = (camera.id, isBack, due) }
        }
        return first.map { ($0.id, $0.due) }
    }

    private mutating func hand(_ id: CameraID, _ schedule: inout Schedule, at now: Date) {
        asks[id, default: AddressAsk()].at = now
        schedule.due.append(.address(id))
    }

    /// A row that only stands in for channels has no address of its own, as long as the list that will tell of them comes.
    private func mayBeAsked(_ camera: Camera, at now: Date) -> Bool {
        guard camera.mayBeAsked else { return false }
        guard camera.awaitsChannels, let told = answers[.cameraList] else { return true }
        return abs(now.timeIntervalSince(told)) > 3 * intervalInForce
    }

    private func isIdle(_ id: CameraID, _ schedule: Schedule) -> Bool {
        running[.address(id)] == nil && !schedule.due.contains(.address(id)) && !awaited.contains(id.serial)
    }

    /// From when on the address of a camera, that may be asked, is due.
    private func addressDue(_ id: CameraID, at now: Date) -> Date {
        guard let ask = asks[id], let asked = ask.at, asked <= now else { return now }
        if ask.setbacks > 0 {
            let doublings = Double(1 << min(ask.setbacks - 1, 20))
            return asked.addingTimeInterval(min(max(liveInterval, 30), 30 * doublings))
        }
        if ask.isNotGranted { return asked.addingTimeInterval(max(liveInterval, Rights.refusalLife)) }
        if ask.rearmed { return now }
        var due = asked.addingTimeInterval(liveInterval)
        if let expires = ask.expires {
            // A minute ahead of its end; of a short life a fifth.
            let lead = min(60, max(0, expires.timeIntervalSince(asked)) / 5)
            due = min(due, max(expires.addingTimeInterval(-lead), asked.addingTimeInterval(min(30, liveInterval))))
        }
        return due
    }

    /// Remembers who was offline or encrypted, so that it is asked as soon as it no longer is. An address that was refused for that very
    /// reason, before anybody knew of it, was no setback then.
    mutating func observeEligibility(_ fleet: Fleet) {
        for camera in fleet.cameras where !camera.mayBeAsked {
            var ask = asks[camera.id] ?? AddressAsk()
            if ask.rearmed, ask.contradiction == nil { continue }
            if ask.contradiction != nil { ask.setbacks = 0 }
            ask.rearmed = true
            ask.contradiction = nil
            asks[camera.id] = ask
        }
    }
}
