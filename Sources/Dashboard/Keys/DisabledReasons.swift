import Fleet
import Wording

/// Why a key does not work on the selected camera, in words with the platform's number; nil when it works.
extension State {
    var noCameraReason: String? {
        selected == nil ? texts.reasons.noCamera : nil
    }

    var encryptionReason: String? {
        guard let camera = selected else { return texts.reasons.noCamera }
        if switching.keys.contains(camera.id.device) { return texts.reasons.busy(name(of: camera.id.device)) }
        if camera.status?.value == .offline { return texts.reasons.offline(name(of: camera.id)) }
        return notGranted(.configure, camera)
    }

    var restorationReason: String? {
        lifted.isEmpty ? texts.reasons.nothingLifted : nil
    }

    var addressReason: String? {
        guard let camera = selected else { return texts.reasons.noCamera }
        switch camera.liveState(at: now) {
        case .offline: return texts.reasons.offline(name(of: camera.id))
        case .encrypted: return texts.reasons.encrypted(name(of: camera.id))
        default: return notGranted(.live, camera)
        }
    }

    private func notGranted(_ kind: Rights.Kind, _ camera: Camera) -> String? {
        camera.rights.refusal(of: kind, at: now).map { texts.reasons.notGranted(name(of: camera.id), kind, $0) }
    }
}
