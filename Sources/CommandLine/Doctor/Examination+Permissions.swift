import Settings

extension Examination {
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
        if let cache = invocation.cacheFolder {
            add(.cache, cache)
            for name in SystemFiles().list(cache).sorted() where name.hasPrefix("token-") && name.hasSuffix(".json") {
                add(.token, "\(cache)/\(name)")
            }
        }
        if let state = invocation.stateFolder {
            add(.state, state)
            add(.memory, state + "/state.db")
        }
        for finding in PermissionCheck.findings(places, texts) { note(finding) }
    }
}
