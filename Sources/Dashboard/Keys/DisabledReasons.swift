import Fleet
import Vocabulary
import Wording

/// Why a key does not work on the selected camera, in words, with the platform's number where it has said one; nil when it works.
extension State {
    var noCameraReason: String? {
        selected == nil ? texts.reasons.noCamera : nil
    }

    /// The one that polls is somebody else's, and lets the user look.
    var lookOnlyReason: String? { snapshot.poll.poller?.letsLookOnly == true ? texts.sharing.lookOnly : nil }

    var refreshReason: String? { lookOnlyReason ?? noCameraReason }

    var encryptionReason: String? { actionReason(encryptionReason(of:)) }

    var addressReason: String? { actionReason(addressReason(of:)) }

    /// An encrypted camera has an ezopen address, and no other.
    var cardReason: String? {
        if let lookOnlyReason { return lookOnlyReason }
        guard let camera = selected else { return texts.reasons.noCamera }
        return camera.liveState(at: now) == .encrypted ? notGranted(.live, camera) : addressReason(of: camera)
    }

    var pictureReason: String? {
        if let lookOnlyReason { return lookOnlyReason }
        guard let camera = selected else { return texts.reasons.noCamera }
        if camera.status?.value == .offline { return texts.reasons.offline(name(of: camera.id)) }
        if camera.capacity?.captures == false { return texts.reasons.cannotCapture(name(of: camera.id), camera.model) }
        return notGranted(.capture, camera)
    }

    var playerReason: String? {
        if let lookOnlyReason { return lookOnlyReason }
        return switch options.player {
        case .ready: selected.map(addressReason(of:)) ?? texts.reasons.noCamera
        case .noDisplay: texts.player.noDisplay(key(.card))
        case .missing(let program): texts.player.missing(program, key(.card))
        case .none: texts.player.none
        }
    }

    /// Rows stand below each other only.
    var rowsReason: String? { grid.tiles ? nil : texts.reasons.rows(key(.tiles)) }

    var marksReason: String? { grid.marks.isEmpty ? texts.reasons.nothingMarked : nil }

    /// With marked cameras each is judged when the action comes to it; without, the selected one is now.
    private func actionReason(_ reason: (Camera) -> String?) -> String? {
        if let lookOnlyReason { return lookOnlyReason }
        if actsOnMarks {
            if batch != nil { return texts.reasons.batch }
            return marked.isEmpty ? texts.reasons.noCamera : nil
        }
        return selected.map(reason) ?? texts.reasons.noCamera
    }

    func encryptionReason(of camera: Camera) -> String? {
        if switching.keys.contains(camera.id.device) { return texts.reasons.busy(name(of: camera.id.device)) }
        // The device is what is switched.
        if isOffline(camera.id.device) {
            return texts.reasons.offline(name(of: camera.id))
        }
        // Whatever the model is said to be unable to: what is on can be lifted.
        if camera.capacity?.encrypts == false, camera.encryption?.value != .on {
            return texts.reasons.cannotEncrypt(name(of: camera.id), camera.model)
        }
        return notGranted(.configure, camera)
    }

    var restorationReason: String? {
        lookOnlyReason ?? (batch != nil ? texts.reasons.batch : lifted.isEmpty ? texts.reasons.nothingLifted : nil)
    }

    func addressReason(of camera: Camera) -> String? {
        switch camera.liveState(at: now) {
        case .offline: return texts.reasons.offline(name(of: camera.id))
        case .encrypted: return texts.reasons.encrypted(name(of: camera.id), options.bindings.key(of: .toggleEncryption))
        default: return notGranted(.live, camera)
        }
    }

    private func notGranted(_ kind: Rights.Kind, _ camera: Camera) -> String? {
        camera.rights.refusal(of: kind, at: now).map { texts.reasons.notGranted(name(of: camera.id), kind, $0, key(.refresh)) }
    }
}
