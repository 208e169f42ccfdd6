import Fleet
import FoundationEssentials
import Wording

extension Invocation {
    /// This program as another one is to call it later, from another folder.
    func command(_ words: [String], program: String? = nil) -> [String] {
        let config = options.config ?? environment["EZTOP_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        return [program ?? Self.executable ?? "eztop"] + words + (config.map { ["--config", Self.absolute($0)] } ?? [])
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The account is known by the environment alone.
    var needsVariables: Bool { environment["EZTOP_APP_KEY"].map { !$0.isEmpty } ?? false }
}

extension Texts {
    func leftOut(_ camera: Camera, because reason: String) -> String {
        let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
        return Printable.text(export.leftOut(place, camera.name, reason))
    }

    /// Why it has no address: its state, or what the cloud said.
    func reason(for camera: Camera, at now: Date) -> String {
        switch camera.live?.value {
        case .refused(let code, let message), .limited(let code, let message), .broken(let code, let message):
            let state = camera.liveState(at: now)
            return state == .offline || state == .encrypted ? word(for: state) : explain(code: code, message: message)
        case .address, .playing, nil: return word(for: camera.liveState(at: now))
        }
    }
}
