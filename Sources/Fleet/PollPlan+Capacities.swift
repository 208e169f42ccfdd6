import FoundationEssentials

/// When a make was asked about, by which of its devices.
struct CapacityAsk: Hashable, Sendable {
    var serial: String
    var at: Date
    /// No answer came.
    var failed = false
}

extension PollPlan {
    /// What the devices on the screen can do: once for each model and firmware, one at a time. Where that was refused, it is asked
    /// again after a day.
    mutating func takeCapacities(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        guard !isResting(.capacity, at: now), !running.keys.contains(where: { $0.kind == .capacity }) else { return }
        for id in visible where fleet[id]?.status?.value == .online && fleet[id]?.capacity == nil {
            guard let make = fleet.make(of: id.serial) else { continue }
            if let ask = capacityAsks[make], ask.at <= now {
                let due = ask.at.addingTimeInterval(ask.failed ? Self.infoRound : Rights.refusalLife)
                if due > now {
                    schedule.wake(at: due)
                    continue
                }
            }
            capacityAsks[make] = CapacityAsk(serial: id.serial, at: now)
            schedule.due.append(.capacity(id.serial))
            return
        }
    }

    mutating func capacityEnded(_ serial: String, _ outcome: CallOutcome) {
        guard let make = capacityAsks.first(where: { $0.value.serial == serial })?.key else { return }
        capacityAsks[make]?.failed = outcome != .answered
    }
}
