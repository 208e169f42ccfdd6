extension [Camera] {
    /// Devices of several channels that are offline themselves, with how many channels these are: one problem each, whatever their
    /// number. Channels that are dead each by itself behind a device which can be reached are a problem each. The channels of a device
    /// stand together, as a snapshot has them: so no frame pays for a table of all devices.
    public var silentDevices: [DeviceID: Int] {
        var silent: [DeviceID: Int] = [:]
        var run: (device: DeviceID, all: Int, offline: Int)?
        func end() {
            if let run, run.all > 1, run.all == run.offline { silent[run.device] = run.all }
        }
        let rows = span
        for place in rows.indices where rows[place].id.channel != nil {
            let isOffline = rows[place].status?.value == .offline && rows[place].status?.isOfChannel == false
            if run?.device == rows[place].id.device {
                run?.all += 1
            } else {
                end()
                run = (rows[place].id.device, 1, 0)
            }
            if isOffline { run?.offline += 1 }
        }
        end()
        return silent
    }
}
