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
        let device = device(of: place)
        let channel =
            switch cameras[place].source {
            case .own: id.channel.flatMap { channels[id.serial]?[$0]?.status }
            case .hosted: hosted[ChannelKey(serial: id.serial, channel: id.channel)]?.word
            }
        return device?.value == .offline || !isRecorder(id.serial) ? device : channel ?? device
    }

    /// What the lists have of a row's device, or the device of itself.
    private func device(of place: Int) -> Seen<Status>? {
        let id = cameras[place].id
        guard cameras[place].source == .hosted else { return devices[id.serial]?.status ?? answered[id.serial] }
        let key = ChannelKey(serial: id.serial, channel: id.channel)
        guard let listed = hosted[key]?.status else { return answered[id.serial] }
        guard let asked = answered[id.serial], hosted[key]?.isReported == false, asked.at > listed.at else { return listed }
        return asked
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
            for (channel, known) in channels[serial] ?? [:] where !outlasts(known.status, serial, channel, now) {
                channels[serial]?[channel]?.status = nil
            }
            for place in rows[serial] ?? [] {
                let channel = cameras[place].id.channel
                let key = ChannelKey(serial: serial, channel: channel)
                if !outlasts(hosted[key]?.word, serial, channel, now) { hosted[key]?.word = nil }
            }
            returns[serial] = nil
        } else if before == .offline, !(rows[serial] ?? []).contains(where: { cameras[$0].status?.value == .online }) {
            // Where the list has told of it already, its channels have been asked since.
            returns[serial] = now.at
        }
    }

    /// Seconds by which the list of the devices may be behind a recorder's own word, at the least.
    static let listDelay: TimeInterval = 60

    /// Whether a word about a channel outlasts an outage of its device: that it is dead, unless the recorder was dead itself by then, and
    /// the list told of it later.
    func outlasts(_ word: Seen<Status>?, _ serial: String, _ channel: Int?, _ device: Seen<Status>) -> Bool {
        guard word?.value == .offline else { return false }
        guard let silence = silences[ChannelKey(serial: serial, channel: channel)] else { return true }
        return abs(device.at.timeIntervalSince(silence)) > max(gap, Self.listDelay)
    }

    /// Merges the channels of one own device, as `device/camera/list` (doc 1478) tells them. It takes none away: the list of
    /// all cameras does that.
    public mutating func merge(channels listings: [ChannelRow], of serial: String, asked: Date? = nil, at now: Date) {
        let listings = listings.filter { $0.serial == serial }
        merge(rows: listings, of: serial, asked: asked, at: now)
        guard isRecorder(serial) else { return }
        returns[serial] = nil
        heard.insert(serial)
        var told: [Int: Int] = [:]
        for row in listings where channels[serial]?[row.channel] != nil { told[row.channel] = row.status }
        let isSilent = isSilent(told)
        for (channel, code) in told {
            let known = channels[serial]?[channel]?.status
            let word = word(code, known, ChannelKey(serial: serial, channel: channel), isSilent, .deviceCameraList, at: now)
            channels[serial]?[channel]?.status = word
            learnFirst(word, id(serial, channel), at: now)
        }
        settle(serial, at: now)
    }

    /// Merges the channels of one hosted device, as `metadata/channel/status` (doc 676) tells them.
    public mutating func merge(states: [Int: Int], of serial: String, at now: Date) {
        guard isRecorder(serial) else { return }
        returns[serial] = nil
        heard.insert(serial)
        let isSilent = isSilent(states)
        for (channel, code) in states {
            let key = ChannelKey(serial: serial, channel: channel)
            guard let known = hosted[key] else { continue }
            let word = word(code, known.word, key, isSilent, .channelStatus, at: now)
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

    /// What an answer makes of the word about a channel. −1 and 2 are "not reported", and so is whatever nobody documented: then the device's
    /// own word holds, unless the channel was told dead before, which it is no less because nobody reports it any more. What a recorder
    /// that is offline itself says of channels is its own being offline.
    private mutating func word(
        _ code: Int, _ known: Seen<Status>?, _ key: ChannelKey, _ isSilent: Bool, _ call: CallName, at now: Date
    ) -> Seen<Status>? {
        let isDead = known?.value == .offline
        if isDead, code != 1 { return code == 0 ? Seen(value: .offline, at: now, call: call) : known }
        silences[key] = nil
        switch code {
        case 0:
            if isSilent, isGone(key.serial) { return nil }
            if isSilent { silences[key] = now }
            return Seen(value: .offline, at: now, call: call)
        case 1: return Seen(value: .online, at: now, call: call)
        default: return nil
        }
    }

    /// An answer that has all channels dead, as one about a recorder that has gone.
    private func isSilent(_ codes: [Int: Int]) -> Bool { !codes.values.contains(1) }

    /// Whether the lists have a device offline, with all of its channels.
    private func isGone(_ serial: String) -> Bool {
        (rows[serial] ?? []).allSatisfy { device(of: $0)?.value == .offline }
    }

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
