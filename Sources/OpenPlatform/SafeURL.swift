/// What of a URL that the cloud names may be handed on: to the clipboard, to a player (perhaps through a shell of another machine),
/// to a request.
enum SafeURL {
    /// What no URL holds unencoded (RFC 3986): where it came from, somebody hopes for a shell.
    private static let foreign = Set("\"<>\\^`{|}".utf8)
    /// A URL may hold these, and means the same with them encoded; to a shell they are more than text.
    private static let encoded = Set("$();'!*".utf8)

    /// Of one of the schemes, with a host and no user (but for ezopen, whose user is a verification code for the owner's own player),
    /// of a URL's own characters alone, and not endless; what a shell would take for its own is percent-encoded. nil for any other.
    static func cleaned(_ url: String, schemes: [String]) -> String? {
        guard url.utf8.count <= 4096, url.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !foreign.contains($0) }),
            let start = schemes.map({ $0 + "://" }).first(where: url.lowercased().hasPrefix)
        else { return nil }
        let rest = url.dropFirst(start.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard let host = parts.last, !host.isEmpty, host.utf8.allSatisfy(isOfHost), parts.count == 1 || start == "ezopen://",
            parts.dropLast().joined().utf8.allSatisfy({ !encoded.contains($0) && $0 != UInt8(ascii: "&") })
        else { return nil }
        return String(url.prefix(start.count)) + authority + encode(rest.dropFirst(authority.count))
    }

    /// Of a host's name, an address in numbers, or a port. Nothing percent-encoded: what that stands for, a proxy may read otherwise.
    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: ".-_:[]".utf8.contains(byte)
        }
    }

    /// `&` ends a command, so it stays only where it begins a further `name=value` of the query: that runs nothing.
    private static func encode(_ text: Substring) -> String {
        var clean = "", isQuery = false, index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            index = text.index(after: index)
            switch character {
            case "&":
                let name = text[index...].prefix { $0 != "=" && $0 != "&" && $0 != "#" }
                let isParameter =
                    isQuery && text[name.endIndex...].first == "=" && !name.isEmpty
                    && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                clean += isParameter ? "&" : "%26"
            case _ where character.utf8.allSatisfy(encoded.contains):
                let digits = String(character.utf8.first ?? 0, radix: 16, uppercase: true)
                clean += "%" + digits
            default:
                if character == "?" { isQuery = true }
                clean.append(character)
            }
        }
        return clean
    }
}

extension String {
    /// A base is joined to paths that begin with a slash.
    var withoutSlashAtEnd: String {
        String(reversed().drop { $0 == "/" }.reversed())
    }
}
