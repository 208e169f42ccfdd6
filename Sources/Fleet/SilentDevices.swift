extension Collection<Camera> {
    /// Devices of several channels that are offline themselves, with how many channels these are: one problem each, whatever their
    /// number. Channels that are dead each by itself behind a device which can be reached are a problem each. The channels of a device
    /// stand together, as a snapshot has them: so no frame pays for a table of all devices.
    public var silentDevices: [DeviceID: Int] {
        var silent: [DeviceID: Int] = [:]
        var run: (device: DeviceID, all: Int, offline: Int)?
        func end() {
            if let run, run.all > 1, run.all == run.offline { silent[run.device] = run.all }
        }
        for place in indices where self[place].id.channel != nil {
            let offline = self[place].status.map { $0.value == .offline && !$0.isOfChannel } == true ? 1 : 0
            if run?.device == self[place].id.device {
                run?.all += 1
                run?.offline += offline
            } else {
                end()
                run = (self[place].id.device, 1, offline)
            }
        }
        end()
        return silent
    }
}
