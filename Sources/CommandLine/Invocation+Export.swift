import Fleet
import FoundationEssentials
import Output
import Settings
import Startup
import Wording

extension Invocation {
    /// This program as another one is to call it later, from another folder.
    func command(_ words: [String], program: String? = nil) -> [String] {
        let config = options.config ?? environment[.config]
        return [program ?? Self.executable ?? "eztop"] + words + (config.map { ["--config", Self.absolute($0)] } ?? [])
            + (demo ? ["--demo"] : [])
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The account is known by the environment alone.
    var needsVariables: Bool { !demo && environment[.appKey] != nil }
}

extension Camera {
    /// The cloud refused its address, which is more than that it has none now.
    func isRefused(at now: Date) -> Bool {
        switch liveState(at: now) {
        case .refused, .notGranted, .limited, .broken: true
        case .offline, .encrypted, .playing, .ready, .asking, .unknown: false
        }
    }
}

extension Texts {
    func leftOut(_ camera: Camera, because reason: String) -> String {
        let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
        return Printable.text(export.leftOut(place, camera.name, reason))
    }

    func emptied(_ source: AskedSource) -> String {
        Printable.text(export.emptied(self.source(source.source, of: source.account)))
    }

    func kept(_ camera: Camera, because reason: String) -> String {
        let place = camera.id.serial + (camera.id.channel.map { ":\($0)" } ?? "")
        return Printable.text(export.kept(place, camera.name, reason))
    }

    /// Why it has no address: its state, or what the cloud said.
    func reason(for camera: Camera, at now: Date) -> String {
        let state = camera.liveState(at: now)
        guard let fault = camera.live?.value.fault, state != .offline, state != .encrypted else { return word(for: state) }
        return explain(code: fault.code, message: fault.message, right: .live, isSaidOff: camera.encryption?.value == .off)
    }
}
