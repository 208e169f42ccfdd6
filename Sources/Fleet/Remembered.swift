import FoundationEssentials
import Vocabulary

/// What eztop remembers from earlier runs: enough for a first frame, and nothing that is a secret.
public struct Remembered: Sendable {
    /// As they were last known, without addresses.
    public var cameras: [AccountName: [Camera]] = [:]
    /// What was last said of recorders' channels: all that a single poll, which shows no rows of before, has to know of them.
    public var words: [AccountName: [CameraID: Fact<Status>]] = [:]
    /// Calls of the present Beijing day, by all processes.
    public var calls: [AccountName: Int] = [:]
    public var lifted: [DeviceID: EncryptionLift] = [:]
    /// What the front asked to keep, by its own names.
    public var preferences: [String: String] = [:]
    /// Why there is less than there was.
    public var fault: StateFault?

    public init() {}
}

extension Camera {
    /// The outage in which an earlier run left it. What that run had told is no news in this one; what it had told nobody yet, since one
    /// answer alone had said so or it had not lasted long enough, is still to be told.
    fileprivate var rememberedOutage: Outage? {
        guard let status, status.value == .offline else { return nil }
        let since = history.offlineSince ?? status.checked
        let isConfirmed = history.changes.last?.seen != .blip
        return Outage(since: since, before: isConfirmed ? nil : .online, isConfirmed: isConfirmed)
    }
}

extension Fleet {
    /// The log goes on from an earlier one: what that has is said once.
    public mutating func goOn(from log: [Event]) {
        for event in log {
            if case .status(_, to: .offline) = event.what, let camera = event.camera { unlogged.remove(camera) }
        }
    }

    /// The rows that it began with are what the lists had a moment ago: what these have more from now on is new.
    public mutating func goOnFromLists() {
        listed = [.deviceList, .cameraList, .hostedList]
        firstDevices = Set(devices.keys)
    }

    /// Starts from what was known in an earlier run. Each fact keeps its time, so that it stands as old as it is; nothing of it is
    /// taken for a list of the cloud: what the first one lacks, goes.
    ///
    /// - Parameter sources: what is asked in this run; rows of another one would never change again, nor go.
    public mutating func remember(_ remembered: [Camera], of sources: [Source], lifted: [String: EncryptionLift]) {
        guard cameras.isEmpty else { return }
        for camera in remembered where camera.id.account == account && sources.contains(camera.source) {
            let serial = camera.id.serial
            let status = camera.status.map { Seen(value: $0.value, at: $0.checked, call: $0.call) }
            let encryption = camera.encryption.map { Seen(value: $0.value, at: $0.checked, call: $0.call) }
            // What was said of a channel says nothing of its device.
            let isOfChannel = camera.status?.isOfChannel == true
            let names = camera.listedNames ?? ListedNames(device: "", channel: "")
            switch (camera.source, camera.id.channel) {
            case (.own, let channel?):
                devices[serial] = OwnDevice(
                    name: names.device, model: camera.model, firmware: camera.firmware ?? "",
                    status: isOfChannel ? devices[serial]?.status : status)
                channels[serial, default: [:]][channel] = OwnChannel(
                    name: names.channel, encryption: encryption, status: isOfChannel ? status : nil)
            case (.own, nil):
                devices[serial] = OwnDevice(
                    name: names.device, model: camera.model, firmware: camera.firmware ?? "", status: status,
                    encryption: encryption)
                // A row that stood in for channels nobody had told of yet is not remembered: this device has none.
                channelless[serial] = 2
            case (.hosted, let channel):
                hosted[ChannelKey(serial: serial, channel: channel)] = HostedChannel(
                    name: names.channel, deviceName: names.device, status: isOfChannel ? nil : status,
                    word: isOfChannel ? status : nil)
                kinds[serial] = DeviceKind(model: camera.model, battery: camera.battery)
            }
        }
        rebuild(.own, at: nil)
        // What was remembered of before a lift does not take it back.
        self.lifted = lifted
        for camera in remembered {
            guard let place = index[camera.id] else { continue }
            cameras[place].name = camera.name
            cameras[place].status = camera.status
            cameras[place].encryption = camera.encryption
            cameras[place].live = camera.live
            if let capacity = camera.capacity { learn(capacity, of: camera.id.serial) }
            cameras[place].history = camera.history
            cameras[place].outage = camera.outage ?? camera.rememberedOutage
            if cameras[place].outage?.isConfirmed == false { unlogged.insert(camera.id) }
            cameras[place].lifted = lifted[camera.id.serial]
            guard camera.rights != Rights() else { continue }
            cameras[place].rights = camera.rights
            rights[ChannelKey(serial: camera.id.serial, channel: camera.id.channel)] = camera.rights
        }
    }
}
