import FoundationEssentials

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
                camera.asking = known.asking
                camera.pendingEncryption = known.pendingEncryption
                camera.lifted = known.lifted
                camera.rights = rights[camera.id.serial] ?? Rights()
                camera.outage = known.outage
                camera.history = known.history
            }
            if let report = reports[camera.id.serial], camera.source == .hosted {
                camera.model = report.model
                camera.battery = camera.battery || report.battery || Battery.isKnown(model: report.model)
            }
            rebuilt.append(camera)
        }
        rebuilt.sort { $0.id < $1.id }
        let lists: Set<Due.Kind> = source == .own ? [.deviceList, .cameraList] : [.hostedList]
        if let moment, lists.isSubset(of: listed) { noteComings(from: cameras, to: rebuilt, at: moment) }
        cameras = rebuilt
        index = Dictionary(uniqueKeysWithValues: rebuilt.enumerated().map { ($1.id, $0) })
        rows = Dictionary(grouping: rebuilt.indices) { rebuilt[$0].id.serial }
        var seen: Set<String> = []
        hostedSerials = cameras.compactMap {
            $0.source == .hosted && seen.insert($0.id.serial).inserted ? $0.id.serial : nil
        }
        for place in cameras.indices { fill(place) }
    }

    private func ownRows() -> [Camera] {
        var found: [Camera] = []
        for serial in Set(devices.keys).union(channels.keys) {
            let device = devices[serial]
            let battery = battery.contains(serial) || Battery.isKnown(model: device?.model ?? "")
            let deviceName = device?.name.isBlank == false ? device?.name ?? serial : serial
            func row(_ channel: Int?, _ name: String) -> Camera {
                Camera(id: id(serial, channel), source: .own, name: name, model: device?.model ?? "", battery: battery)
            }
            guard let channels = channels[serial], !channels.isEmpty else {
                var whole = row(nil, deviceName)
                whole.awaitsChannels = !isChannelless(serial)
                found.append(whole)
                continue
            }
            for (number, channel) in channels {
                found.append(row(number, channel.name.isBlank ? "\(deviceName) \(number)" : channel.name))
            }
        }
        return distinguished(found)
    }

    /// Channels of recorders that are called alike get their device's name in front: `IPCamera 01` alone says nothing.
    private func distinguished(_ found: [Camera]) -> [Camera] {
        let counts = Dictionary(grouping: found, by: \.name).mapValues(\.count)
        return found.map { camera in
            guard counts[camera.name, default: 1] > 1, (channels[camera.id.serial]?.count ?? 0) > 1,
                let device = devices[camera.id.serial]?.name, !device.isBlank
            else { return camera }
            var named = camera
            let alike = (channels[camera.id.serial] ?? [:]).values.filter { $0.name == camera.name }.count
            named.name = alike > 1 ? "\(device) \(camera.name) \(camera.id.channel ?? 0)" : "\(device) \(camera.name)"
            return named
        }
    }

    private func hostedRows() -> [Camera] {
        hosted.map { key, channel in
            Camera(
                id: id(key.serial, key.channel), source: .hosted, name: channel.name,
                model: reports[key.serial]?.model ?? "", battery: battery.contains(key.serial))
        }
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
        let before = Dictionary(uniqueKeysWithValues: old.filter { !$0.awaitsChannels }.map { ($0.id, $0.name) })
        let after = Dictionary(uniqueKeysWithValues: new.filter { !$0.awaitsChannels }.map { ($0.id, $0.name) })
        func note(_ what: Event.What, _ id: CameraID, _ name: String) {
            events.append(Event(at: now, account: account, camera: id, name: name, what: what))
        }
        for camera in old where !camera.awaitsChannels && after[camera.id] == nil {
            note(.disappeared, camera.id, camera.name)
        }
        for camera in new where !camera.awaitsChannels {
            guard let known = before[camera.id] else {
                note(.appeared, camera.id, camera.name)
                continue
            }
            if known != camera.name { note(.renamed(from: known, to: camera.name), camera.id, camera.name) }
        }
    }
}
