import Fleet
import FoundationEssentials
import Wording

/// A switch that was told to have failed, or to be unknown: the cloud's lists have the last word, and then what was told goes.
struct OpenSwitch: Hashable {
    /// Seconds in which the lists may still say what was before it.
    private static let settling: TimeInterval = 5

    /// As it stands among the errors.
    var text: String
    /// true where the encryption was to be restored.
    var on: Bool
    var since: Date
    /// What is said when it turns out to have been done, or not; nil where somebody else says so.
    var done, notDone: String?

    /// Whether it was done, by what is known of the device's channels; nil while that does not tell.
    func end(_ channels: [Camera]) -> Bool? {
        let facts = channels.compactMap { $0.pendingEncryption == nil ? $0.encryption : nil }
        guard !facts.isEmpty, facts.count == channels.count, let checked = facts.map(\.checked).min() else { return nil }
        if facts.allSatisfy({ $0.value == (on ? .on : .off) }) { return done == nil || checked > since ? true : nil }
        return notDone != nil && checked.timeIntervalSince(since) > Self.settling ? false : nil
    }
}

extension State {
    /// What the newest lists say of switches whose end was open.
    mutating func settleSwitches() {
        for (device, open) in openSwitches.sorted(by: { $0.value.since < $1.value.since }) {
            let channels = channels(of: device)
            let end = open.end(channels)
            guard end != nil || channels.isEmpty else { continue }
            closeSwitch(of: device)
            if end == true, let done = open.done {
                notices.add(.answer, done, about: channels.first?.id, at: now)
            } else if end == false, let notDone = open.notDone {
                notices.add(.refusal, notDone, about: channels.first?.id, at: now)
            }
        }
    }

    /// What was told of a device's last switch holds no longer.
    mutating func closeSwitch(of device: DeviceID) {
        if let open = openSwitches.removeValue(forKey: device) { notices.withdraw(open.text) }
    }
}
