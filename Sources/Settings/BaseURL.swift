/// The address of a cloud: scheme, host, perhaps port and path. No user, query or fragment, which could carry secrets.
struct BaseURL {
    /// Without a slash at its end.
    let text: String

    init?(_ text: String) {
        guard text.utf8.count <= 512, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        guard !text.contains(where: { "?#@\\\"<>".contains($0) }) else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        guard Self.isAuthority(authority) else { return nil }
        var whole = scheme + rest
        while whole.last == "/" { whole.removeLast() }
        self.text = whole
    }

    /// It is a page for people, such as the console's, or a single call, as far as it tells: below that is no API.
    static func isPage(_ text: String) -> Bool {
        let whole = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: whole.hasPrefix) else { return false }
        let parts = whole.dropFirst(scheme.count).prefix { !"?#".contains($0) }.split(separator: "/")
        guard let host = parts.first?.prefix(while: { $0 != ":" }) else { return false }
        if [".ys7.com", ".ezvizlife.com"].contains(where: host.hasSuffix) {
            // The platform's own: its APIs stand at the top of hosts that are for nothing else.
            return parts.count > 1 || ["www.", "openauth."].contains(where: host.hasPrefix)
        }
        return parts.dropFirst().contains { $0 == "console" || $0.hasSuffix(".html") }
            || zip(parts, parts.dropFirst()).contains { $0 == "api" && $1 == "lapp" }
    }

    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.allSatisfy(\.isNumber), let port = Int(digits), (1...65_535).contains(port) else { return false }
            host = text[..<colon]
        }
        if host.hasPrefix("[") {
            return host.hasSuffix("]") && host.count > 2
                && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        return !host.isEmpty && host.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" }
    }
}
