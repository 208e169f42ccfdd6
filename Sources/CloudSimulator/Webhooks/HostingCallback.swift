/// What the platform tells when devices are hosted, or no longer (doc 818).
struct HostingCallback: Hashable, Sendable {
    var url: String
    var type: String
    var serial: String
    var channels: [Int]
    var trustID: String

    func make(by sender: WebhookSender) async {
        await sender.call(back: url, type, serial: serial, channels: channels, trustID: trustID)
    }
}

extension Cloud {
    /// The callback that a change brings; nil for most.
    func callback(for change: Change) -> HostingCallback? {
        let told: (device: SimulatedDevice?, type: String)
        switch change {
        case .add(let device): told = (device, "device_authorize")
        case .remove(let serial): told = (roster[serial], "device_cancel")
        default: return nil
        }
        guard let callback, let device = told.device, let hosting = device.hosting else { return nil }
        return HostingCallback(
            url: callback, type: told.type, serial: device.serial, channels: device.channels.map(\.number),
            trustID: hosting.trustID)
    }
}
