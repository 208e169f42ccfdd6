import FoundationEssentials
import Vocabulary

/// What goes into the log of changes, of the facts that the rows keep no history of.
extension Fleet {
    mutating func log(_ seen: Seen<Encryption>, by author: Author, _ place: Int) {
        let camera = cameras[place]
        encryptions[camera.id, default: History()].observe(
            History.Seen(seen.value), code: seen.value.code, by: author, at: seen.at, gap: gap(of: .encryption, camera))
    }

    mutating func log(_ answer: LiveAnswer, _ place: Int, at now: Date) {
        let camera = cameras[place]
        lives[camera.id, default: History()].observe(
            History.Seen(answer), code: answer.fault?.code, by: .cloud, at: now, gap: gap(of: .live, camera))
    }

    /// While it is offline or encrypted nobody asks for an address.
    mutating func lookAwayFromLive(_ place: Int, at now: Date) {
        let id = cameras[place].id
        guard let last = lives[id]?.changes.last, !last.seen.isUnseen else { return }
        lives[id]?.observe(.unobserved, by: nil, at: now, gap: .infinity)
    }

    /// What a camera's fact was seen to be, for the log: as much as that lacks, at least.
    public func history(of fact: FactKind, _ camera: Camera) -> History {
        switch fact {
        case .status: camera.history
        case .encryption: encryptions[camera.id] ?? History()
        case .live: lives[camera.id] ?? History()
        }
    }

    /// Seconds without an answer after which nobody looked at a camera's fact: three of its rounds.
    public func gap(of fact: FactKind, _ camera: Camera) -> TimeInterval {
        switch fact {
        case .status: gap
        case .encryption:
            // Asked in the turn of its device, or with the channels of its recorder.
            max(gap, 3 * (camera.encryptionRound ?? 0), camera.encryption?.isOfChannel == true ? 3 * PollPlan.channelRound : 0)
        case .live:
            // What is not granted is asked for again after a day.
            max(liveGap, 3 * (camera.liveRound ?? 0), isNotGranted(camera) ? 3 * Rights.refusalLife : 0)
        }
    }

    private func isNotGranted(_ camera: Camera) -> Bool {
        let code = lives[camera.id]?.changes.last?.code
        return code == PlatformCode.noPermission || code == PlatformCode.notYourDevice
    }

    /// Whether STATUS is what it will be said to have been: until its recorder has told of its channels for the first time, or is late with
    /// that, the device's own word only stands for each.
    public func isSettled(_ camera: Camera, _ history: History, at now: Date) -> Bool {
        let serial = camera.id.serial
        guard isRecorder(serial), camera.status?.isOfChannel != true, !heard.contains(serial) else { return true }
        return history.changes.first.map { now.timeIntervalSince($0.at) > Self.firstWord } ?? false
    }

    /// Seconds that the first word of a channel may take.
    private static var firstWord: TimeInterval { 60 }

    /// The log has all of it, of these cameras.
    public mutating func saved(_ sources: Set<Source>) {
        departed.removeAll { sources.contains($0.source) }
        let there = Set(departed.map(\.id))
        encryptions = encryptions.filter { index[$0.key] != nil || there.contains($0.key) }
        lives = lives.filter { index[$0.key] != nil || there.contains($0.key) }
        for camera in cameras where sources.contains(camera.source) {
            encryptions[camera.id]?.keepOnlyLast()
            lives[camera.id]?.keepOnlyLast()
        }
    }
}
