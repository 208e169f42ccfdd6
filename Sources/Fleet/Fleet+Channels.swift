import FoundationEssentials
import Vocabulary

/// What is said of the channels of a device one by one. A dead camera behind a live recorder is told by nothing else.
extension Fleet {
    /// The calls that speak of channels.
    static let channelCalls: Set<CallName> = [.deviceCameraList, .channelStatus]

    /// STATUS of a row: that of a recorder's channel where anything says it, else the device's. Behind a device that is offline
    /// nothing is online, whatever was said of its channels before.
    func said(_ place: Int) -> Seen<Status>? {
        let id = cameras[place].id
        let key = ChannelKey(serial: id.serial, channel: id.channel)
        var device: Seen<Status>?
        var channel: Seen<Status>?
        switch cameras[place].source {
        case .own:
            device = devices[key.serial]?.status ?? answered[key.serial]
            channel = key.channel.flatMap { channels[key.serial]?[$0]?.status }
        case .hosted:
            let (listed, asked) = (hosted[key]?.status, answered[key.serial])
            device = listed ?? asked
            if let listed, let asked, hosted[key]?.isReported == false, asked.at > listed.at { device = asked }
            channel = hosted[key]?.word
        }
        return device?.value == .offline || !isRecorder(key.serial) ? device : channel ?? device
    }

    /// A recorder that is back has a minute to say how its channels are: until then each is what it was.
    static let returnPatience: TimeInterval = 60

    func awaitsWord(_ place: Int, at now: Date) -> Bool {
        let id = cameras[place].id
        guard isRecorder(id.serial), let back = returns[id.serial] else { return false }
        return abs(now.timeIntervalSince(back)) < Self.returnPatience
    }

    /// What is known of a device as a whole, and what that does to the words of its channels: behind one that is offline nothing is
    /// online. One that was dead before is not well because its device is back: that word stays until somebody says otherwise.
    mutating func noteDevice(_ serial: String, _ before: Status?, _ now: Seen<Status>) {
        if now.value == .offline {
            for (channel, known) in channels[serial] ?? [:] where known.status?.value != .offline {
                channels[serial]?[channel]?.status = nil
            }
            for place in rows[serial] ?? [] {
                let key = ChannelKey(serial: serial, channel: cameras[place].id.channel)
                if hosted[key]?.word?.value != .offline { hosted[key]?.word = nil }
            }
            returns[serial] = nil
        } else if before == .offline, !(rows[serial] ?? []).contains(where: { cameras[$0].status?.value == .online }) {
            // Where the list has told of it already, its channels have been asked since.
            returns[serial] = now.at
        }
    }

    /// Merges the channels of one own device, as `device/camera/list` (doc 1478) tells them. It takes none away: the list of
    /// all cameras does that.
    public mutating func merge(channels listings: [ChannelRow], of serial: String, asked: Date? = nil, at now: Date) {
        let listings = listings.filter { $0.serial == serial }
        merge(rows: listings, of: serial, asked: asked, at: now)
        guard isRecorder(serial) else { return }
        returns[serial] = nil
        heard.insert(serial)
        for row in listings {
            guard let code = row.status, channels[serial]?[row.channel] != nil else { continue }
            let known = channels[serial]?[row.channel]?.status
            let word = word(code, .deviceCameraList, at: now) ?? lasting(known)
            channels[serial]?[row.channel]?.status = word
            learnFirst(word, id(serial, row.channel), at: now)
        }
        settle(serial, at: now)
    }

    /// Merges the channels of one hosted device, as `metadata/channel/status` (doc 676) tells them.
    public mutating func merge(states: [Int: Int], of serial: String, at now: Date) {
        guard isRecorder(serial) else { return }
        returns[serial] = nil
        heard.insert(serial)
        for (channel, code) in states {
            let key = ChannelKey(serial: serial, channel: channel)
            guard let known = hosted[key] else { continue }
            let word = word(code, .channelStatus, at: now) ?? lasting(known.word)
            hosted[key]?.word = word
            learnFirst(word, id(serial, channel), at: now)
            // 2 is "not reported", and under hosting that nobody let the account see it.
            learn(.get, of: id(serial, channel), code: code == 2 ? Rights.unseen : nil, at: now)
        }
        settle(serial, at: now)
    }

    /// Nobody may ask about the channels of this one: no limit of the moment, which says nothing of them.
    public mutating func refuseChannels(of serial: String, code: String) {
        if !LiveAnswer.limits.contains(code) { heard.insert(serial) }
    }

    /// −1 and 2 are "not reported", and so is whatever nobody documented: then the device's own word holds, unless the channel was told
    /// dead before.
    private func word(_ code: Int, _ call: CallName, at now: Date) -> Seen<Status>? {
        switch code {
        case 0: Seen(value: .offline, at: now, call: call)
        case 1: Seen(value: .online, at: now, call: call)
        default: nil
        }
    }

    /// A channel that was told dead is not back because nobody reports it any more.
    private func lasting(_ word: Seen<Status>?) -> Seen<Status>? { word?.value == .offline ? word : nil }

    /// Before a channel was told of for the first time, its device's word stood for it: what it says then is no change.
    private mutating func learnFirst(_ word: Seen<Status>?, _ camera: CameraID, at now: Date) {
        guard let word, let place = index[camera], let known = cameras[place].status, !known.isOfChannel,
            known.value != word.value,
            known.changed == nil, cameras[place].outage == nil, cameras[place].history.seenChanges.isEmpty
        else { return }
        cameras[place].status = nil
        cameras[place].history = History()
    }

    private mutating func settle(_ serial: String, at now: Date) {
        findRecorders()
        for place in rows[serial] ?? [] {
            if !awaitsWord(place, at: now), let seen = said(place) { observe(status: seen, place, at: now) }
        }
    }

    /// What was last said of channels, one by one, as far as rows show it.
    public var words: [CameraID: Fact<Status>] {
        var words: [CameraID: Fact<Status>] = [:]
        for camera in cameras { if let status = camera.status, status.isOfChannel { words[camera.id] = status } }
        return words
    }

    /// What an earlier run was told of channels stands until somebody says otherwise: that of one which its recorder does not report
    /// any more, and that the last one which is left belongs to a recorder, are in no answer.
    public mutating func recall(_ words: [CameraID: Fact<Status>]) {
        for (id, word) in words {
            guard let place = index[id], let channel = id.channel else { continue }
            let seen = Seen(value: word.value, at: word.checked, call: word.call)
            switch cameras[place].source {
            case .own:
                if channels[id.serial]?[channel]?.status == nil { channels[id.serial]?[channel]?.status = seen }
            case .hosted:
                let key = ChannelKey(serial: id.serial, channel: channel)
                if hosted[key]?.word == nil { hosted[key]?.word = seen }
            }
        }
        findRecorders()
    }

    /// The rows of channels that nobody could be asked about are what was recalled of them.
    public mutating func settle(_ words: [CameraID: Fact<Status>], at now: Date) {
        for id in words.keys {
            guard let place = index[id], let seen = said(place), seen.isOfChannel, cameras[place].status?.isOfChannel != true
            else {
                continue
            }
            learnFirst(seen, id, at: now)
            observe(status: seen, place, at: now)
        }
    }

    mutating func findRecorders() {
        recorders = rows.keys.filter(isRecorder).sorted()
    }

    /// A camera that stands alone is its device: nobody asks about its channel. The last one that is left of several is what was said
    /// of its channel all the same.
    func isRecorder(_ serial: String) -> Bool {
        guard let places = rows[serial], let first = places.first, let channel = cameras[first].id.channel else { return false }
        return places.count > 1 || Self.isRecorder(model: cameras[first].model)
            || channels[serial]?[channel]?.status != nil || hosted[ChannelKey(serial: serial, channel: channel)]?.word != nil
    }

    /// Whether the model is known to be a recorder, even where it has one channel alone.
    private static func isRecorder(model: String) -> Bool {
        let upper = model.uppercased()
        return ["NVR", "DVR", "XVR"].contains { upper.contains($0) } || ["DS-7", "DS-8", "DS-9"].contains { upper.hasPrefix($0) }
    }

    /// The recorders whose channels can be asked about: one that is offline itself says all there is to say.
    public var askableRecorders: [String] {
        recorders.filter { serial in
            (rows[serial] ?? []).contains { place in
                let device =
                    cameras[place].source == .own
                    ? devices[serial]?.status : hosted[ChannelKey(serial: serial, channel: cameras[place].id.channel)]?.status
                return device?.value != .offline
            }
        }
    }
}

extension Fact {
    /// Said of the channel, and not of its device.
    public var isOfChannel: Bool { Fleet.channelCalls.contains(call) }
}

extension Seen {
    var isOfChannel: Bool { Fleet.channelCalls.contains(call) }
}
