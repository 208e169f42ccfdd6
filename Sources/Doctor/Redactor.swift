import Settings

/// Keeps out of what doctor says whatever has no place in a bug report: secrets, keys, codes, and who the user is.
struct Redactor: Sendable {
    private let home: String?
    private var replacements: [(text: String, by: String)] = []

    /// Shorter ones are no secrets of the platform, and may be part of any word.
    private static let shortest = 6

    init(home: String?) {
        self.home = home.flatMap { $0.hasPrefix("/") && $0.utf8.count > 1 ? $0 + "/" : nil }
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
        replacements.reduce(tilded(text)) { $0.replacing($1.text, with: $1.by) }
    }

    /// With `~` for the home where a path begins with it. A quote moves behind the tilde, so that a command still works when it
    /// is pasted.
    private func tilded(_ text: String) -> String {
        guard let home else { return text }
        var result = "", rest = text[...]
        while let place = rest.firstRange(of: home) {
            let before = rest[..<place.lowerBound]
            rest = rest[place.upperBound...]
            switch before.last {
            case let last? where last.isASCII && (last.isLetter || last.isNumber || "/._-".contains(last)):
                result += before + home
            case "'": result += before.dropLast() + "~/'"
            default: result += before + "~/"
            }
        }
        return result + rest
    }

    func admitted(_ finding: Finding) -> Finding {
        var finding = finding
        finding.seen = admitted(finding.seen)
        finding.mend = finding.mend.map(admitted)
        return finding
    }
}
