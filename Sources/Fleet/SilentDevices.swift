extension Collection<Camera> {
    /// Devices of several channels all of which are offline, with how many these are: one problem each, whatever their number.
    public var silentDevices: [DeviceID: Int] {
        var channels: [DeviceID: (all: Int, offline: Int)] = [:]
        for camera in self where camera.id.channel != nil {
            channels[camera.id.device, default: (0, 0)].all += 1
            if camera.status?.value == .offline { channels[camera.id.device, default: (0, 0)].offline += 1 }
        }
        return channels.filter { $0.value.all > 1 && $0.value.all == $0.value.offline }.mapValues(\.all)
    }
}
