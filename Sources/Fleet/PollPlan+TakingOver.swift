import FoundationEssentials
import Vocabulary

extension PollPlan {
    /// Goes on from another plan that knew these rows: the lists are asked at once, everything else when it would have been.
    public mutating func goOn(from cameras: [Camera]) {
        for camera in cameras {
            let serial = camera.id.serial
            if camera.source == .hosted, let encryption = camera.encryption, encryption.call == .deviceInfo {
                infos[serial] = InfoAsk(at: encryption.checked)
            }
            if let status = camera.status, status.isOfChannel {
                channelAsks[serial] = ChannelAsk(at: status.checked, isOver: true)
            }
            guard let live = camera.live, let outcome = AddressOutcome(live.value) else { continue }
            asked(camera.id, outcome, at: live.checked)
        }
    }
}

extension AddressOutcome {
    /// nil where the answer was no lasting one.
    fileprivate init?(_ answer: LiveAnswer) {
        switch answer {
        case .address(let address), .playing(let address): self = .address(expires: address.expires)
        case .refused(let code, _):
            if Contradiction(code: code) != nil { return nil }
            self = Rights.refusals.contains(code) ? .notGranted : .refused
        case .broken, .limited: return nil
        }
    }
}
