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

    /// The channels of each recorder: once in ten minutes, and at once when it has come back, or a list takes back what it had said.
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
            let due = channelsDue(serial, fleet, at: now)
            if due > now {
                schedule.wake(at: due)
            } else if free > 0 {
                free -= 1
                channelAsks[serial] = ChannelAsk(at: now, isOver: channelAsks[serial]?.isOver ?? false)
                schedule.due.append(.channels(serial))
            }
        }
    }

    private func channelsDue(_ serial: String, _ fleet: Fleet, at now: Date) -> Date {
        guard let ask = channelAsks[serial], ask.at <= now else { return .distantPast }
        // A list that wavers costs one call a minute.
        if let moment = fleet.contradicted[serial], ask.at < moment, moment <= now { return ask.at.addingTimeInterval(60) }
        return ask.at.addingTimeInterval(ask.failed ? max(60, intervalInForce) : Self.channelRound)
    }

    /// An address call said of a camera what is not so, by all that is known: whoever knows is asked once more, and not again before
    /// something else was said of it.
    public mutating func contradicted(_ camera: CameraID, _ what: Contradiction, began: Date) {
        guard asks[camera]?.contradiction != what else { return }
        asks[camera, default: AddressAsk()].contradiction = what
        contradictions[camera] = began
    }

    mutating func takeContradictions(_ fleet: Fleet, at now: Date) {
        for (id, began) in contradictions {
            guard let what = asks[id]?.contradiction, let camera = fleet[id], camera.mayBeAsked else { continue }
            let call = fleet.judge(of: what, camera)
            // What was asked after the address knows it already.
            if case .channels(let serial) = call, let asked = channelAsks[serial]?.at, asked > began, asked <= now { continue }
            if !isResting(call.kind, at: now) { want([call], at: now) }
        }
        contradictions = [:]
    }
}

/// What an address call may say of a camera that is not so, by all that is known.
public enum Contradiction: Hashable, Sendable {
    case offline
    case encrypted

    /// - Parameter code: what the address was refused with; nil for one that speaks of the address alone.
    public init?(code: String?) {
        switch code {
        case PlatformCode.deviceOffline: self = .offline
        case PlatformCode.alreadyOn: self = .encrypted
        default: return nil
        }
    }
}

extension Camera {
    /// What its last answer says against what is known of it; nil where nothing does.
    public var contradiction: Contradiction? {
        switch Contradiction(code: live?.value.fault?.code) {
        case .offline? where status?.value != .offline: .offline
        case .encrypted? where encryption?.value != .on: .encrypted
        default: nil
        }
    }
}

extension Fleet {
    /// Who is asked once more how a camera is: the call that says so of such a one.
    public func judge(of contradiction: Contradiction, _ camera: Camera) -> ScheduledCall {
        let serial = camera.id.serial
        switch (contradiction, camera.source) {
        case (.offline, _) where isRecorder(serial): return .channels(serial)
        case (.offline, .own): return .deviceList
        case (.offline, .hosted): return camera.status?.call == .deviceInfo ? .deviceInfo(serial) : .hostedList
        case (.encrypted, .hosted): return .deviceInfo(serial)
        case (.encrypted, .own):
            switch camera.encryption?.call {
            case .deviceCameraList?: return .channels(serial)
            case .deviceList?: return .deviceList
            default: return .cameraList
            }
        }
    }
}
