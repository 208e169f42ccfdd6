import FoundationEssentials
import Vocabulary

extension Fleet {
    /// Makes the rows anew from what the lists know; each camera that stays keeps its facts.
    mutating func rebuild(_ source: Source, at moment: Date?) {
        var rebuilt: [Camera] = []
        rebuilt.reserveCapacity(cameras.count)
        var taken: Set<CameraID> = []
        for var camera in ownRows() + hostedRows() where taken.insert(camera.id).inserted {
            if let known = self[camera.id] ?? predecessor(of: camera.id) {
                camera.status = known.status
                camera.encryption = known.encryption
                camera.live = known.live
                // An answer comes for the row that it was asked for.
                if known.id == camera.id { camera.asking = known.asking }
                camera.pendingEncryption = known.pendingEncryption
                camera.lifted = known.lifted
                if known.source == camera.source { camera.encryptionRound = known.encryptionRound }
                camera.liveRound = known.liveRound
                camera.outage = known.outage
                camera.history = known.history
                // What nobody has named in this run is called as it was in the last one.
                if known.id == camera.id, camera.listedNames == ListedNames(device: "", channel: "") { camera.name = known.name }
            }
            if let kind = kinds[camera.id.serial], camera.source == .hosted {
                camera.model = kind.model
                camera.battery = camera.battery || kind.battery
            }
            rebuilt.append(camera)
        }
        forgetLeft(for: rebuilt)
        for place in rebuilt.indices { rebuilt[place].rights = rights(of: rebuilt[place].id) }
        rebuilt.sort { $0.id < $1.id }
        isCut = rebuilt.count > Self.most
        if isCut { rebuilt.removeSubrange(Self.most...) }
        let lists: Set<ScheduledCall.Kind> = source == .own ? [.deviceList, .cameraList] : [.hostedList]
        // What has no room has not gone.
        if let moment, !isCut, lists.isSubset(of: listed) { noteComings(from: cameras, to: rebuilt, at: moment) }
        let staying = Set(rebuilt.map(\.id))
        departed = Array((departed + cameras).filter { !staying.contains($0.id) }.suffix(Self.most))
        cameras = rebuilt
        index = Dictionary(uniqueKeysWithValues: rebuilt.enumerated().map { ($1.id, $0) })
        rows = Dictionary(grouping: rebuilt.indices) { rebuilt[$0].id.serial }
        var seen: Set<String> = []
        hostedSerials = cameras.compactMap {
            $0.source == .hosted && seen.insert($0.id.serial).inserted ? $0.id.serial : nil
        }
        findRecorders()
        for place in cameras.indices {
            cameras[place].capacity = make(of: cameras[place].id.serial).flatMap { capacities[$0] }
            fill(place)
        }
    }

    /// What has left, or is listed with other rights from now on, may come back as another one: what answers said of it until now, which no
    /// list tells, says nothing of that.
    private func leavers(for rebuilt: [Camera]) -> Departures {
        let staying = Dictionary(uniqueKeysWithValues: rebuilt.map { ($0.id, $0.source) })
        var left = Departures()
        for camera in cameras where staying[camera.id] != camera.source { left.cameras.insert(camera.id) }
        guard !left.cameras.isEmpty else { return left }
        let present = Dictionary(grouping: rebuilt, by: \.source).mapValues { Set($0.lazy.map(\.id.serial)) }
        for camera in cameras where left.cameras.contains(camera.id) {
            if present[camera.source]?.contains(camera.id.serial) != true { left.devices.insert(camera.id.serial) }
        }
        return left
    }

    private mutating func forgetLeft(for rebuilt: [Camera]) {
        let leaving = leavers(for: rebuilt)
        guard !leaving.cameras.isEmpty else { return }
        for id in leaving.cameras where id.channel != nil {
            rights[ChannelKey(serial: id.serial, channel: id.channel)] = nil
            silences[ChannelKey(serial: id.serial, channel: id.channel)] = nil
        }
        for serial in leaving.devices {
            rights[ChannelKey(serial: serial, channel: nil)] = nil
            answered[serial] = nil
            returns[serial] = nil
            contradicted[serial] = nil
            heard.remove(serial)
        }
        left.cameras.formUnion(leaving.cameras)
        left.devices.formUnion(leaving.devices)
    }

    private func ownRows() -> [Camera] {
        var found: [Camera] = []
        for serial in Set(devices.keys).union(channels.keys) {
            let device = devices[serial]
            let battery = battery.contains(serial) || Battery.isKnown(model: device?.model ?? "")
            let called = device?.name ?? formerNames[serial] ?? ""
            let deviceName = called.isBlank ? serial : called
            // What its name and model are, nobody has said yet.
            let awaitsDevice = device == nil && formerNames[serial] == nil && deviceless[serial, default: 0] < 2
            func row(_ channel: Int?, _ name: String, _ own: String = "") -> Camera {
                var camera = Camera(
                    id: id(serial, channel), source: .own, name: name, model: device?.model ?? "", battery: battery)
                camera.firmware = device.flatMap { $0.firmware.isBlank ? nil : $0.firmware }
                camera.listedNames = ListedNames(device: called.isBlank ? "" : called, channel: own)
                return camera
            }
            guard let channels = channels[serial], !channels.isEmpty else {
                var whole = row(nil, deviceName)
                whole.awaitsChannels = !isChannelless(serial)
                found.append(whole)
                continue
            }
            for (number, channel) in channels {
                var camera = row(number, channel.name.isBlank ? "\(deviceName) \(number)" : channel.name, channel.name)
                camera.awaitsChannels = awaitsDevice && self[camera.id]?.awaitsChannels ?? true
                found.append(camera)
            }
        }
        return distinguished(found) { devices[$0.serial]?.name ?? formerNames[$0.serial] ?? "" }
    }

    /// Channels of recorders that are called alike get their device's name in front: `IPCamera 01` alone says nothing.
    private func distinguished(_ found: [Camera], deviceName: (CameraID) -> String) -> [Camera] {
        let counts = Dictionary(grouping: found, by: \.name).mapValues(\.count)
        let devices = Dictionary(grouping: found, by: \.id.serial)
        return found.map { camera in
            let channels = devices[camera.id.serial] ?? []
            let device = deviceName(camera.id)
            guard channels.count > 1, !device.isBlank else { return camera }
            var named = camera
            named.deviceName = device
            guard counts[camera.name, default: 1] > 1 else { return named }
            let whole = camera.name == device ? device : "\(device) \(camera.name)"
            let alike = channels.count { $0.name == camera.name }
            named.name = alike > 1 ? "\(whole) \(camera.id.channel ?? 0)" : whole
            return named
        }
    }

    private func hostedRows() -> [Camera] {
        let found = hosted.map { key, channel in
            let deviceName = channel.deviceName.isBlank ? key.serial : channel.deviceName
            let name = channel.name.isBlank ? key.channel.map { "\(deviceName) \($0)" } ?? deviceName : channel.name
            var camera = Camera(
                id: id(key.serial, key.channel), source: .hosted, name: name, model: kinds[key.serial]?.model ?? "",
                battery: battery.contains(key.serial))
            camera.listedNames = ListedNames(device: channel.deviceName, channel: channel.name)
            return camera
        }
        return distinguished(found) { hosted[ChannelKey(serial: $0.serial, channel: $0.channel)]?.deviceName ?? "" }
    }

    /// A device stands as one row until its channels are known, then as a row per channel: the first of them goes on with
    /// what was known, and back.
    private func predecessor(of camera: CameraID) -> Camera? {
        guard let places = rows[camera.serial], places.count == 1, let place = places.first else { return nil }
        let known = cameras[place]
        if camera.channel == nil { return known }
        guard known.id.channel == nil, camera.channel == channels[camera.serial]?.keys.min() else { return nil }
        return known
    }

    /// The cloud has said, as far as it can, that a device has no channels.
    func isChannelless(_ serial: String) -> Bool { channelless[serial, default: 0] > 1 }

    private mutating func noteComings(from old: [Camera], to new: [Camera], at now: Date) {
        let before = Dictionary(uniqueKeysWithValues: old.filter { !$0.awaitsChannels }.map { ($0.id, $0) })
        let after = Set(new.lazy.filter { !$0.awaitsChannels }.map(\.id))
        func note(_ what: Event.What, _ id: CameraID, _ name: String) {
            events.append(Event(at: now, account: account, camera: id, name: name, what: what))
        }
        for camera in old where !camera.awaitsChannels && !after.contains(camera.id) {
            note(.disappeared, camera.id, camera.name)
        }
        for camera in new where !camera.awaitsChannels {
            guard let known = before[camera.id] else {
                let isOfFirst = camera.id.channel == nil && firstDevices.contains(camera.id.serial)
                if !isOfFirst { note(.appeared, camera.id, camera.name) }
                continue
            }
            // That others are called alike, or no more, renames nobody.
            if known.listedNames != camera.listedNames, known.name != camera.name {
                note(.renamed(from: known.name, to: camera.name), camera.id, camera.name)
            }
        }
    }
}
