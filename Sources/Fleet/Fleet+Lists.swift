import FoundationEssentials
import Vocabulary

extension Fleet {
    /// Merges a reading of `device/list` (doc 673).
    public mutating func merge(_ read: ListRead<DeviceRow>) {
        let call = CallName.deviceList
        var moved = false
        for page in read.pages {
            for row in page.rows {
                var device = devices[row.serial] ?? OwnDevice(name: "", model: "")
                let before = (device.name, device.model, device.firmware)
                if !row.name.isBlank { device.name = row.name }
                if !row.model.isBlank { device.model = row.model }
                if !row.firmware.isBlank { device.firmware = row.firmware }
                moved = moved || devices[row.serial] == nil || before != (device.name, device.model, device.firmware)
                if let status = row.status.flatMap(Status.init(code:)) {
                    let seen = Seen(value: status, at: page.at, call: call)
                    noteDevice(row.serial, device.status?.value, seen)
                    device.status = seen
                }
                formerNames[row.serial] = nil
                if let code = row.isEncrypt {
                    device.encryption = Seen(value: Encryption(code: code), at: page.at, call: call, asked: page.asked)
                }
                devices[row.serial] = device
            }
        }
        for serial in gone(devices.keys, from: read, missed: &missedDevices) {
            if channels[serial] != nil { formerNames[serial] = devices[serial]?.name }
            devices[serial] = nil
            firstDevices.remove(serial)
            moved = true
        }
        if read.isEnded, countDeviceless() { moved = true }
        if moved { rebuild(.own, at: read.pages.last?.at) }
        for page in read.pages {
            for row in page.rows {
                for place in rows[row.serial] ?? [] where cameras[place].source == .own {
                    if row.status != nil, !awaitsWord(place, at: page.at), let seen = said(place) {
                        observe(status: seen, place, at: page.at)
                    }
                    // A channel's own word goes before its device's, which only some regions send.
                    if let code = row.isEncrypt, isEncryptionOpen(place) {
                        observe(
                            encryption: Seen(value: Encryption(code: code), at: page.at, call: call, asked: page.asked), place)
                    }
                }
            }
        }
        if read.isEnded, listed.insert(.deviceList).inserted { firstDevices = Set(devices.keys) }
    }

    /// Merges a reading of `camera/list` (doc 674).
    public mutating func merge(_ read: ListRead<ChannelRow>) {
        merge(read, call: .cameraList, within: nil)
    }

    /// Names and encryption of the channels of one device.
    mutating func merge(rows: [ChannelRow], of serial: String, asked: Date?, at now: Date) {
        var read = ListRead<ChannelRow>()
        read.add([ListPage(rows: rows, total: nil, asked: asked, at: now)])
        merge(read, call: .deviceCameraList, within: serial)
    }

    private mutating func merge(_ read: ListRead<ChannelRow>, call: CallName, within serial: String?) {
        var moved = false
        for page in read.pages {
            for row in page.rows {
                let known = channels[row.serial]?[row.channel]
                // A single device's own list may name channels that are hidden from the list of all: those are no news.
                if known == nil, serial != nil { continue }
                var channel = known ?? OwnChannel(name: "")
                // The list of all gives the names: two lists that differ would rename a channel back and forth.
                let name = row.name.isBlank || (serial != nil && !channel.name.isBlank) ? channel.name : row.name
                moved = moved || known == nil || channel.name != name
                channel.name = name
                if let code = row.isEncrypt {
                    channel.encryption = Seen(value: Encryption(code: code), at: page.at, call: call, asked: page.asked)
                }
                channels[row.serial, default: [:]][row.channel] = channel
            }
        }
        if serial == nil {
            let known = channels.flatMap { pair in pair.value.keys.map { ChannelKey(serial: pair.key, channel: $0) } }
            for key in gone(known, from: read, missed: &missedChannels) {
                guard let channel = key.channel else { continue }
                channels[key.serial]?[channel] = nil
                if channels[key.serial]?.isEmpty == true {
                    channels[key.serial] = nil
                    formerNames[key.serial] = nil
                }
                moved = true
            }
            if read.isWhole, countChannelless() { moved = true }
        }
        if moved { rebuild(.own, at: read.pages.last?.at) }
        if serial == nil, read.isEnded { listed.insert(.cameraList) }
        for page in read.pages {
            for row in page.rows {
                guard let code = row.isEncrypt, let place = index[id(row.serial, row.channel)],
                    cameras[place].source == .own
                else { continue }
                observe(encryption: Seen(value: Encryption(code: code), at: page.at, call: call, asked: page.asked), place)
            }
        }
    }

    /// One more whole reading of the channels. The list of the devices may be the younger one of the two, so that only the second
    /// reading that has no channel of a device says that it has none. Returns whether some device has become such a one.
    private mutating func countChannelless() -> Bool {
        channelless = channelless.filter { devices[$0.key] != nil && channels[$0.key] == nil }
        var isNews = false
        for serial in devices.keys where channels[serial] == nil && !isChannelless(serial) {
            channelless[serial, default: 0] += 1
            isNews = isNews || isChannelless(serial)
        }
        return isNews
    }

    /// One more reading of the devices. That of the channels may be the younger one of the two, so that only the second reading that
    /// lacks a device says that its channels stand alone. Returns whether some have come to.
    private mutating func countDeviceless() -> Bool {
        deviceless = deviceless.filter { channels[$0.key] != nil && devices[$0.key] == nil }
        var isNews = false
        for serial in channels.keys where devices[serial] == nil && deviceless[serial, default: 0] < 2 {
            deviceless[serial, default: 0] += 1
            isNews = isNews || deviceless[serial] == 2
        }
        return isNews
    }

    /// Merges a reading of `trust/device/list` (doc 824).
    public mutating func merge(_ read: ListRead<HostedRow>) {
        let call = CallName.hostedList
        // Of one with a channel that was online, another that comes back says nothing of the device.
        let gone = Set(hosted.keys.map(\.serial)).subtracting(
            hosted.filter { $0.value.status?.value != .offline }.keys.map(\.serial))
        var moved = false
        for page in read.pages {
            for row in page.rows {
                let known = hosted[row.key]
                var channel = known ?? HostedChannel(name: "", deviceName: "")
                if let name = [row.customName, row.channelName].first(where: { !$0.isBlank }) { channel.name = name }
                if !row.deviceName.isBlank { channel.deviceName = row.deviceName }
                moved = moved || known == nil || channel.name != known?.name || channel.deviceName != known?.deviceName
                // Under hosting 2 is "not reported" too: then the device's own word holds.
                let status = row.status.flatMap { $0 == 2 ? nil : Status(code: $0) }
                if let status {
                    let seen = Seen(value: status, at: page.at, call: call)
                    // Rows of one device may differ, and then say nothing of each other.
                    if seen.value == .offline {
                        if !outlasts(channel.word, row.serial, row.channel, seen) { channel.word = nil }
                        // It has gone again: nothing is waited for.
                        if channel.status?.value != .offline { returns[row.serial] = nil }
                    } else if channel.status?.value == .offline, gone.contains(row.serial) {
                        returns[row.serial] = page.at
                    } else if channel.status?.value == .offline, channel.word?.value == .offline {
                        // Of this channel alone it said that it had gone, and says that it is back: later than its recorder, which is
                        // asked what it knows of it.
                        channel.word = nil
                        contradicted[row.serial] = page.at
                    }
                    channel.status = seen
                }
                channel.isReported = status != nil || row.status == nil && channel.isReported
                hosted[row.key] = channel
            }
        }
        for key in self.gone(hosted.keys, from: read, missed: &missedHosted) {
            hosted[key] = nil
            moved = true
        }
        if moved { rebuild(.hosted, at: read.pages.last?.at) }
        for page in read.pages {
            for row in page.rows {
                guard row.status != nil, let place = index[id(row.serial, row.channel)], cameras[place].source == .hosted,
                    !awaitsWord(place, at: page.at), let seen = said(place)
                else { continue }
                observe(status: seen, place, at: page.at)
            }
        }
        if read.isEnded { listed.insert(.hostedList) }
    }

    /// What a reading says is gone. One answer may be poor, or empty, and of several pages one row may have slipped through between two of
    /// them without a trace: two readings in a row must lack it.
    private func gone<Row: Listed>(
        _ known: some Collection<Row.Key>, from read: ListRead<Row>, missed: inout Set<Row.Key>
    ) -> [Row.Key] {
        guard read.isConclusive else { return [] }
        var missing = Set<Row.Key>()
        for key in known where !read.keys.contains(key) { missing.insert(key) }
        let gone = missing.intersection(missed)
        missed = missing.subtracting(gone)
        return Array(gone)
    }

    func id(_ serial: String, _ channel: Int?) -> CameraID {
        CameraID(account: account, serial: serial, channel: channel)
    }
}

extension String {
    /// Nothing that anybody could read.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
