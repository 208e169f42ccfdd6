import FoundationEssentials
import Vocabulary

/// Asking once more about what went offline, so that it can be told of with a good conscience.
extension PollPlan {
    /// Ten seconds after the first answer, once an outage, and not where the next regular answer comes sooner. A list is read where
    /// that costs no more calls than asking device by device.
    mutating func takeSecondLooks(_ fleet: Fleet, _ schedule: inout Schedule, at now: Date) {
        guard !paused, backOff.rest(interval, at: now).map({ $0 <= now }) ?? true else { return }
        let looks = fleet.secondLooks
        let pending = Dictionary(looks.map { ($0.camera, $0.since) }) { first, _ in first }
        lookedTwice = lookedTwice.filter { pending[$0.key] == $0.value }
        // Whatever is due at this moment anyway is a second answer too.
        let isRegular = nextPoll(at: now).map { $0 <= now } ?? false
        var dues: [Source: Set<String>] = [:]
        for look in looks where lookedTwice[look.camera] == nil {
            guard look.at <= now || look.at.timeIntervalSince(now) > 86400 else {
                schedule.wake(at: look.at)
                continue
            }
            lookedTwice[look.camera] = look.since
            if Fleet.channelCalls.contains(look.call) {
                if !isResting(.channels, at: now) { want([.channels(look.camera.serial)], at: now) }
            } else if look.call == .deviceInfo {
                if !isResting(.deviceInfo, at: now) { want([.deviceInfo(look.camera.serial)], at: now) }
            } else {
                dues[look.source, default: []].insert(look.camera.serial)
            }
        }
        for (source, serials) in dues {
            if isRegular || isResting(source == .own ? .deviceList : .hostedList, at: now) { continue }
            let list = source == .own ? ScheduledCall.deviceList : .hostedList
            let rows = source == .own ? fleet.census.devices : fleet.census.hostedChannels
            if (rows + 49) / 50 <= serials.count {
                want([list], at: now)
            } else {
                want(serials.map(ScheduledCall.deviceInfo), at: now)
            }
        }
    }
}
