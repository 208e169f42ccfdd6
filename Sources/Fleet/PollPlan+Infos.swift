import FoundationEssentials
import Vocabulary

/// When a device was asked for by itself, and whether it answered.
struct InfoAsk: Hashable, Sendable {
    var at: Date
    var failed = false
}

extension PollPlan {
    /// `device/info` of the hosted devices: each once in ten minutes, evenly spread. Those on the screen are asked before what is
    /// known of them is stale, as far as four of them an interval go, and take no turn from the others; one that has come since all were
    /// asked does not wait for its turn.
    mutating func takeInfos(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        guard sources.contains(.hosted), !isResting(.deviceInfo, at: now) else { return }
        let serials = fleet.hostedSerials
        guard !serials.isEmpty else { return }
        let shown = Set(visible.map(\.serial))
        var free = free(.deviceInfo, schedule)
        let idle = serials.filter { running[.deviceInfo($0)] == nil && !schedule.due.contains(.deviceInfo($0)) }
        let rhythm = shownRound(serials.count(where: shown.contains))
        for serial in idle.filter(shown.contains) {
            let due = infoDue(serial, every: rhythm, at: now)
            if due > now {
                schedule.wake(at: due)
            } else if free > 0 {
                free -= 1
                hand(serial, &schedule, at: now)
            }
        }
        var turn = lastInfo?.addingTimeInterval(Self.infoRound / Double(serials.count)) ?? now
        if turn.timeIntervalSince(now) > Self.infoRound { turn = now }
        let new = serials.count { infos[$0] == nil }
        if new == 0 { hasAskedInfos = true }
        if hasAskedInfos, 0 < new, new <= Self.few { turn = now }
        let rest = idle.filter { !shown.contains($0) }
        // The one that waits longest; of those that were never asked, none waits longer than another.
        let first = rest.min { infoDue($0, every: Self.infoRound, at: now) < infoDue($1, every: Self.infoRound, at: now) }
        guard let first else { return }
        let due = max(infoDue(first, every: Self.infoRound, at: now), turn)
        if due > now {
            schedule.wake(at: due)
        } else if free > 0 {
            lastInfo = now
            hand(first, &schedule, at: now)
            schedule.wake(at: now.addingTimeInterval(Self.infoRound / Double(serials.count)))
        }
    }

    /// Seconds between two askings of a device on the screen, where so many are: two intervals, since its facts are stale after three;
    /// while it backs off, with everything else.
    func shownRound(_ count: Int) -> TimeInterval {
        min(Self.infoRound, max(2 * interval, Double(count) / 4 * interval, intervalInForce))
    }

    /// In how many seconds a device's turn comes round again.
    public func infoRound(of serial: String, _ fleet: Fleet) -> TimeInterval {
        let shown = Set(visible.map(\.serial))
        return shown.contains(serial) ? shownRound(fleet.hostedSerials.count(where: shown.contains)) : Self.infoRound
    }

    private mutating func hand(_ serial: String, _ schedule: inout Schedule, at now: Date) {
        infos[serial] = InfoAsk(at: now)
        schedule.due.append(.deviceInfo(serial))
    }

    /// What did not answer is asked again after half a minute at the earliest.
    private func infoDue(_ serial: String, every round: TimeInterval, at now: Date) -> Date {
        guard let ask = infos[serial], ask.at <= now else { return .distantPast }
        return ask.at.addingTimeInterval(ask.failed ? max(30, intervalInForce) : round)
    }
}
