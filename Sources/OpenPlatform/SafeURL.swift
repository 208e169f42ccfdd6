/// Which URLs of those that the cloud names may be handed on, and how: to the clipboard, to a player, to a request.
enum SafeURL {
    /// What no URL holds unencoded (RFC 3986): where it came from, somebody hopes for a shell.
    private static let foreign = Set("\"<>\\^`{|}".utf8)

    /// The same address with those of a URL's characters encoded that mean something to a shell, even between its quotes:
    /// a player of the configuration may hand it to one, on another machine too.
    static func harmless(_ url: String) -> String {
        var text = ""
        for character in url {
            text += encoded[character] ?? String(character)
        }
        return text
    }

    private static let encoded: [Character: String] = [
        "!": "%21", "$": "%24", "'": "%27", "(": "%28", ")": "%29", "*": "%2A", ";": "%3B",
    ]

    /// Of one of the schemes, with a host, of a URL's own characters alone, and not endless.
    static func holds(_ url: String, schemes: [String]) -> Bool {
        guard url.utf8.count <= 4096, url.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !foreign.contains($0) }) else {
            return false
        }
        return schemes.contains { scheme in
            let start = scheme + "://"
            guard url.lowercased().hasPrefix(start), let first = url.dropFirst(start.count).first else { return false }
            return !"/?#".contains(first)
        }
    }
}

extension String {
    /// A base is joined to paths that begin with a slash.
    var withoutSlashAtEnd: String {
        String(reversed().drop { $0 == "/" }.reversed())
    }
}
