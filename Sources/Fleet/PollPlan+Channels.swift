import FoundationEssentials
import Vocabulary

/// When the channels of a recorder were asked about, and whether that is over.
struct ChannelAsk: Hashable, Sendable {
    var at: Date
    var isOver = false
    var failed = false
}

extension PollPlan {
    /// Seconds between two askings about the channels of a recorder.
    static let channelRound: TimeInterval = 600

    /// The channels of each recorder: once in ten minutes, and at once when it has come back.
    mutating func takeChannels(_ schedule: inout Schedule, _ fleet: Fleet, at now: Date) {
        let reachable = fleet.askableRecorders
        let present = Set(reachable)
        for serial in fleet.recorders where !present.contains(serial) { channelAsks[serial] = nil }
        awaited = []
        guard !isResting(.channels, at: now) else { return }
        // Which of their channels can have an address is known only then.
        awaited = present.filter { channelAsks[$0]?.isOver != true }
        var free = free(.channels, schedule)
        for serial in reachable where running[.channels(serial)] == nil && !schedule.due.contains(.channels(serial)) {
            let due = channelsDue(serial, at: now)
            if due > now {
                schedule.wake(at: due)
            } else if free > 0 {
                free -= 1
                channelAsks[serial] = ChannelAsk(at: now, isOver: channelAsks[serial]?.isOver ?? false)
                schedule.due.append(.channels(serial))
            }
        }
    }

    private func channelsDue(_ serial: String, at now: Date) -> Date {
        guard let ask = channelAsks[serial], ask.at <= now else { return .distantPast }
        return ask.at.addingTimeInterval(ask.failed ? max(60, intervalInForce) : Self.channelRound)
    }

    /// An address call said that a camera is offline which is not, by all that is known: whoever knows is asked once more, and not
    /// again before something else was said of it.
    public mutating func contradicted(_ camera: CameraID, began: Date) {
        guard asks[camera]?.isContradicted != true else { return }
        asks[camera, default: AddressAsk()].isContradicted = true
        contradictions[camera] = began
    }

    mutating func takeContradictions(_ fleet: Fleet, at now: Date) {
        for (id, began) in contradictions {
            guard let camera = fleet[id], camera.mayBeAsked else { continue }
            guard id.channel != nil else {
                want([camera.source == .own ? .deviceList : .hostedList], at: now)
                continue
            }
            // What was asked after the address knows it already.
            if let asked = channelAsks[id.serial]?.at, asked > began, asked <= now { continue }
            if !isResting(.channels, at: now) { want([.channels(id.serial)], at: now) }
        }
        contradictions = [:]
    }
}
