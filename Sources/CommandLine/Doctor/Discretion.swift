import Settings

/// Keeps out of what doctor says whatever has no place in a bug report: secrets, keys, codes, and who the user is.
struct Discretion: Sendable {
    private var replacements: [(text: String, by: String)] = []

    /// Shorter ones are no secrets of the platform, and may be part of any word.
    private static let shortest = 6

    init(home: String?) {
        guard let home, home.utf8.count > 1 else { return }
        // A quote moves behind the tilde, so that a command still works when it is pasted.
        replacements = [("'\(home)/", "~/'"), ("\(home)/", "~/")]
    }

    mutating func keep(secret: String?) {
        guard let secret, secret.count >= Self.shortest else { return }
        replacements.append((secret, "…"))
    }

    mutating func keep(appKey: String) {
        guard appKey.count >= Self.shortest else { return }
        replacements.append((appKey, Self.start(of: appKey)))
    }

    /// As much of a key as tells one from another: its first four characters, fewer of a short one.
    static func start(of appKey: String) -> String { appKey.prefix(min(4, appKey.count / 4)) + "…" }

    func admitted(_ text: String) -> String {
        replacements.reduce(text) { $0.replacing($1.text, with: $1.by) }
    }

    func admitted(_ finding: Finding) -> Finding {
        var finding = finding
        finding.seen = admitted(finding.seen)
        finding.mend = finding.mend.map(admitted)
        return finding
    }
}
