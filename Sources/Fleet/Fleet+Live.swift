import FoundationEssentials
import Vocabulary

extension Fleet {
    /// An address is being asked for since `moment`; nil when the asking is over.
    public mutating func ask(_ camera: CameraID, since moment: Date?) {
        guard let place = index[camera] else { return }
        cameras[place].asking = moment
    }

    /// The cloud handed out an address (doc 1414); no more is claimed.
    ///
    /// What a playlist said less than `checkLife` seconds ago says more than that, and stands: else a camera whose playlist is read
    /// regularly would seem to change each time its address is renewed. One whose address had expired, or whose stream had not begun, is well
    /// again.
    public mutating func merge(_ address: LiveAddress, of camera: CameraID, at now: Date) {
        if let place = index[camera], let live = cameras[place].live, live.call == .playlist,
            live.age(at: now) < checkLife
        {
            switch live.value {
            case .playing:
                cameras[place].live?.value = .playing(address)
                cameras[place].liveRound = checkLife
                log(.playing(address), place, at: now)
                return
            case .broken(let code, _) where code != PlatformCode.noPlaylist && code != PlatformCode.addressExpired: return
            case .limited: return
            default: break
            }
        }
        answer(.address(address), of: camera, at: now, call: .liveAddress)
    }

    /// The playlist of an address was read.
    public mutating func merge(check answer: LiveAnswer, of camera: CameraID, at now: Date) {
        self.answer(answer, of: camera, at: now, call: .playlist)
        if let place = index[camera], checkLife > 0 { cameras[place].liveRound = checkLife }
    }

    /// The cloud refused an address. Whatever it says, 20007 and 60019 too, is an answer about the address: whether a camera is online,
    /// or encrypted, is for the lists to say.
    public mutating func merge(refusal code: String, message: String, of camera: CameraID, at now: Date) {
        guard let place = index[camera] else { return }
        // What was lifted a moment ago reads stale.
        if code == PlatformCode.alreadyOn, let pending = cameras[place].pendingEncryption, pending.expected == .off,
            abs(now.timeIntervalSince(pending.since)) <= Self.settling
        {
            return
        }
        answer(LiveAnswer(refusal: code, message: message), of: camera, at: now, call: .liveAddress)
    }

    /// What a playlist said before an outage says nothing of after it: the address may be one still, and whether it plays nobody knows.
    mutating func forgetPlaylist(_ place: Int) {
        guard let live = cameras[place].live, live.call == .playlist else { return }
        cameras[place].live = live.value.address.map { address in
            Fact(.address(address), checked: live.checked, call: .liveAddress, changed: live.changed)
        }
        cameras[place].liveRound = nil
    }

    /// The address of this id was withdrawn: it is none any more.
    public mutating func forget(_ urlID: String, of camera: CameraID, at now: Date) {
        guard let place = index[camera], cameras[place].live?.value.address?.names(urlID) == true else { return }
        let before = kind(place, at: now)
        cameras[place].live = nil
        noteLive(from: before, place, at: now)
    }

    private mutating func answer(_ answer: LiveAnswer, of camera: CameraID, at now: Date, call: CallName) {
        guard let place = index[camera] else { return }
        let before = kind(place, at: now)
        let known = cameras[place].live
        cameras[place].live = Fact(answer, checked: now, call: call, changed: known?.changed)
        log(answer, place, at: now)
        cameras[place].liveRound = nil
        let after = kind(place, at: now)
        if known != nil, !before.isSameKind(as: after) { cameras[place].live?.changed = now }
        noteLive(from: before, place, at: now)
    }

    private mutating func noteLive(from before: LiveState, _ place: Int, at now: Date) {
        let after = kind(place, at: now)
        // What is learned for the first time has not changed.
        guard before != .unknown, !before.isSameKind(as: after) else { return }
        events.append(note(.live(from: before, to: after), cameras[place].id, at: now))
    }

    /// What LIVE shows, but for the asking, which is no answer.
    private func kind(_ place: Int, at now: Date) -> LiveState {
        var camera = cameras[place]
        camera.asking = nil
        return camera.liveState(at: now)
    }
}

extension LiveAnswer {
    /// Limits of calls, streams or traffic: they pass, and say nothing of the camera (api tables of docs 1414 and 8.1).
    public static let limits: Set<String> = [
        PlatformCode.quotaReached, PlatformCode.captureQuotaReached, PlatformCode.tooFrequent, PlatformCode.tooManyStreams,
        PlatformCode.bandwidthUsedUp, PlatformCode.trafficUsedUp,
    ]
}

extension LiveState {
    /// The same word in the column, whatever time it has left.
    public func isSameKind(as other: LiveState) -> Bool {
        if case .ready = self, case .ready = other { return true }
        return self == other
    }
}
