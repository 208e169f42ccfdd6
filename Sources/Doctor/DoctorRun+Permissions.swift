import Settings
import Startup
import System

extension DoctorRun {
    mutating func examinePermissions() {
        var places: [PermissionCheck.Place] = []
        func add(_ role: PermissionCheck.Role, _ path: String) {
            // A configuration may well be a link, into somebody's dotfiles.
            let follows = role == .configuration || role == .secret
            places.append(PermissionCheck.Place(role: role, facts: FileFacts(of: path, follows: follows)))
        }
        if let file = invocation.configurationPath { add(.configuration, file) }
        for account in invocation.configuration.accounts {
            if case .file(let path) = account.secret { add(.secret, path) }
        }
        places += invocation.ownPlaces
        if let cache = invocation.cacheFolder {
            for name in SystemFiles().list(cache).sorted() where name.hasPrefix("token-") && name.hasSuffix(".json") {
                add(.token, "\(cache)/\(name)")
            }
        }
        for finding in PermissionCheck.findings(places, texts) { note(finding) }
    }
}

extension Invocation {
    /// The folders that eztop itself writes to, and the state file. A token's file is nobody's to see.
    public var ownPlaces: [PermissionCheck.Place] {
        func place(_ role: PermissionCheck.Role, _ path: String?) -> PermissionCheck.Place {
            PermissionCheck.Place(
                role: role, facts: path.map { FileFacts(of: $0) } ?? FileFacts(path: "", kind: .nowhere),
                exposure: path.flatMap { Exposure(Way($0).places) })
        }
        if demo { return [] }
        let memory = stateFolder.map { [place(.memory, $0 + "/state.db")] } ?? []
        return [place(.cache, cacheFolder), place(.state, stateFolder)] + memory
    }
}
