import FoundationEssentials
import Vocabulary

extension Fleet {
    /// Seconds after a switch during which an answer that contradicts it is taken for a stale read (the cloud needs about
    /// one and a half) and not for the truth.
    static var settling: TimeInterval { 5 }

    /// A row that is new gets what the lists already said of it.
    mutating func fill(_ place: Int) {
        let camera = cameras[place]
        let key = ChannelKey(serial: camera.id.serial, channel: camera.id.channel)
        let device = camera.source == .own ? devices[key.serial] : nil
        let channel = key.channel.flatMap { channels[key.serial]?[$0] }
        cameras[place].lifted = lifted[key.serial]
        if camera.status == nil, let seen = said(place) { observe(status: seen, place, at: seen.at) }
        if camera.encryption == nil, let seen = channel?.encryption ?? device?.encryption {
            observe(encryption: seen, place)
        }
    }

    /// Nothing but the device's own list ever said whether this row is encrypted.
    func isEncryptionOpen(_ place: Int) -> Bool {
        guard let encryption = cameras[place].encryption else { return true }
        return encryption.call == .deviceList
    }

    /// Merges what `device/info` (doc 672) says of one device.
    public mutating func merge(_ info: DeviceInfo, asked: Date? = nil, at now: Date) {
        let call = CallName.deviceInfo
        let kind = DeviceKind(model: info.model, battery: info.runsOnBattery || Battery.isKnown(model: info.model))
        kinds[info.serial] = kind
        let status = info.status.flatMap(Status.init(code:)).map { Seen(value: $0, at: now, call: call) }
        if let status {
            noteDevice(info.serial, (devices[info.serial]?.status ?? answered[info.serial])?.value, status)
            answered[info.serial] = status
            if rows[info.serial]?.first.map({ cameras[$0].source }) == .own { devices[info.serial]?.status = status }
        }
        for place in rows[info.serial] ?? [] {
            let isHosted = cameras[place].source == .hosted
            if isHosted, !kind.model.isEmpty, cameras[place].model != kind.model {
                cameras[place].model = kind.model
                // That it is a recorder may be known only now.
                if !recorders.contains(info.serial) { findRecorders() }
            }
            if kind.battery { cameras[place].battery = true }
            if let status, !awaitsWord(place, at: now) {
                // The list of hosted channels goes first; what only confirms it is taken from anywhere.
                let isSecond = status.value == .offline && cameras[place].outage?.isConfirmed == false
                observe(status: isSecond ? status : said(place) ?? status, place, at: now)
            }
            // Of a recorder of one's own the channels are told one by one elsewhere.
            if let code = info.isEncrypt, isHosted || rows[info.serial]?.count == 1 {
                observe(encryption: Seen(value: Encryption(code: code), at: now, call: call, asked: asked), place)
            }
        }
    }

    /// As it would be if these hosted devices had never been asked by themselves.
    public func withoutInfos(of serials: some Sequence<String>) -> Fleet {
        var fleet = self
        for serial in serials {
            for place in rows[serial] ?? [] where cameras[place].source == .hosted {
                fleet.kinds[serial] = nil
                fleet.answered[serial] = nil
                fleet.cameras[place].model = ""
                fleet.cameras[place].encryption = nil
                if cameras[place].status?.call == .deviceInfo {
                    fleet.cameras[place].status = fleet.said(place).map { Fact($0.value, checked: $0.at, call: $0.call) }
                }
            }
        }
        return fleet
    }

    /// Takes in what holds for a row at `now`; it may have been said earlier, and then is as old as that.
    mutating func observe(status seen: Seen<Status>, _ place: Int, at now: Date) {
        let known = cameras[place].status
        var changed = known?.changed
        if let known, known.value != seen.value {
            changed = now
            events.append(note(.status(from: known.value, to: seen.value), cameras[place].id, at: now))
        }
        follow(seen, from: known?.value, place, at: now)
        cameras[place].status = Fact(seen.value, checked: seen.at, call: seen.call, changed: changed)
        if seen.value == .offline { lookAwayFromLive(place, at: now) }
        // That no address could be had is said by STATUS now.
        if seen.value == .offline, cameras[place].live?.value.fault?.code == PlatformCode.deviceOffline {
            cameras[place].live = nil
        }
        if known?.value == .offline, seen.value != .offline { forgetPlaylist(place) }
        // What was said too long ago to be fresh is seen no more.
        let round = seen.isOfChannel ? PollPlan.channelRound : seen.call == .deviceInfo ? cameras[place].encryptionRound ?? 0 : 0
        if abs(now.timeIntervalSince(seen.at)) <= max(gap, 3 * round) {
            cameras[place].history.observe(
                History.Seen(seen.value, isConfirmed: cameras[place].outage?.isConfirmed != false), code: seen.value.code,
                by: seen.call == .push ? .push : .cloud, at: now, gap: gap)
        }
    }

    mutating func observe(encryption seen: Seen<Encryption>, _ place: Int) {
        let camera = cameras[place]
        let known = camera.encryption
        var from = known?.value
        var author = seen.call == .push ? Author.push : .cloud
        if let sent = switches[camera.id.serial] {
            if sent.expected != seen.value, !sent.isKnown(to: seen) { return }
            // Done late, after its answer was given up.
            if sent.expected == seen.value, sent.isRecent(at: seen.at) { author = .you }
            // Told long after it was done: what comes from now on is no answer of before.
            if sent.expected == seen.value, !sent.isRecent(at: seen.at) { switches[camera.id.serial] = nil }
        }
        if let pending = camera.pendingEncryption {
            if seen.value == pending.expected {
                author = .you
            } else if abs(seen.at.timeIntervalSince(pending.since)) <= Self.settling {
                return
            } else if switches[camera.id.serial]?.isHearsay != true {
                // The cloud had agreed to it, and takes it back.
                from = pending.expected
            }
            // Until its call has ended nothing else is switched, though the lists have told of it already.
            if seen.value != pending.expected || switches[camera.id.serial]?.isUnderWay != true {
                cameras[place].pendingEncryption = nil
            }
        }
        // What an earlier run lifted, or another program of the user's, was lifted by nobody else.
        if seen.value == .off, camera.pendingEncryption == nil, lifted[camera.id.serial] != nil {
            author = liftedElsewhere.contains(camera.id.serial) ? .another : .you
        }
        if from == .off, seen.value == .on, author == .cloud || author == .push { author = .device }
        if let from, from != seen.value {
            events.append(note(.encryption(from: from, to: seen.value, by: author), camera.id, at: seen.at))
        }
        log(seen, by: author, place)
        let changed = known.map { $0.value != seen.value } == true ? seen.at : known?.changed
        cameras[place].encryption = Fact(seen.value, checked: seen.at, call: seen.call, changed: changed)
        // While the video is encrypted no address works; one from before would only pretend to.
        if seen.value == .on {
            cameras[place].live = nil
            lookAwayFromLive(place, at: seen.at)
            forgetLifted(camera.id.serial, said: seen.at)
        }
    }
}
