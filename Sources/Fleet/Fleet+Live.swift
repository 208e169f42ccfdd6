import FoundationEssentials

extension Fleet {
    static var addressCall: String { "live/address/get" }
    /// The device, or the channel, is not online.
    static var offlineCode: String { "20007" }
    static var playlistCall: String { "playlist" }

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
        if let place = index[camera], let live = cameras[place].live, live.call == Self.playlistCall,
            live.age(at: now) < checkLife
        {
            switch live.value {
            case .playing:
                cameras[place].live?.value = .playing(address)
                return
            case .broken(let code, _) where code != "404" && code != "4058": return
            case .limited: return
            default: break
            }
        }
        answer(.address(address), of: camera, at: now, call: Self.addressCall)
    }

    /// The playlist of an address was read.
    public mutating func merge(check answer: LiveAnswer, of camera: CameraID, at now: Date) {
        self.answer(answer, of: camera, at: now, call: Self.playlistCall)
    }

    /// The cloud refused an address. 60019 says something of the device itself; all else, 20007 too, is an answer about the address:
    /// whether a camera is online is for the lists to say.
    public mutating func merge(refusal code: String, message: String, of camera: CameraID, at now: Date) {
        guard let place = index[camera] else { return }
        switch code {
        case "60019":
            let before = kind(place, at: now)
            observe(encryption: Seen(value: .on, at: now, call: Self.addressCall), place)
            noteLive(from: before, place, at: now)
        case let code where LiveAnswer.limits.contains(code):
            answer(.limited(code: code, message: message), of: camera, at: now, call: Self.addressCall)
        default:
            answer(.refused(code: code, message: message), of: camera, at: now, call: Self.addressCall)
        }
    }

    /// The address of this id was withdrawn: it is none any more.
    public mutating func forget(_ urlID: String, of camera: CameraID, at now: Date) {
        guard let place = index[camera], cameras[place].live?.value.address?.names(urlID) == true else { return }
        let before = kind(place, at: now)
        cameras[place].live = nil
        noteLive(from: before, place, at: now)
    }

    private mutating func answer(_ answer: LiveAnswer, of camera: CameraID, at now: Date, call: String) {
        guard let place = index[camera] else { return }
        let before = kind(place, at: now)
        let known = cameras[place].live
        cameras[place].live = Fact(answer, checked: now, call: call, changed: known?.changed)
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
    public static let limits: Set<String> = ["10007", "10028", "10029", "9048", "9049", "60061"]
}

extension LiveState {
    /// The same word in the column, whatever time it has left.
    public func isSameKind(as other: LiveState) -> Bool {
        if case .ready = self, case .ready = other { return true }
        return self == other
    }
}
