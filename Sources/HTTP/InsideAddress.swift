import CCurl
import Glibc

/// Which addresses are inside: this machine, its network, its link. 198.18/15 is not among them, since proxies answer names with it.
public enum InsideAddress {
    /// Whether a URL's host says so itself: by being an address in numbers that is inside, or is one of this machine's own whatever that is,
    /// or of its IPv6 networks; or by being this machine's own name.
    public static func holds(url: String) -> Bool { holds(url: url, own: NumericAddress.own) }

    static func holds(url: String, own: @autoclosure () -> [String]) -> Bool {
        guard let host = host(of: url) else { return true }
        if holds(host: host) { return true }
        guard let peer = NumericAddress.text(of: host) else { return false }
        return own().contains { holds(peer, from: $0) }
    }

    /// - Parameter text: an address in numbers, in any way that a resolver takes (`127.1`, `0x7f000001`), with or without brackets.
    static func holds(_ text: String) -> Bool {
        var four = in_addr()
        if inet_aton(text, &four) != 0 { return holds(four: withUnsafeBytes(of: &four.s_addr, Array.init)) }
        var six = in6_addr()
        let plain = text.filter { $0 != "[" && $0 != "]" }.prefix { $0 != "%" }
        guard inet_pton(AF_INET6, String(plain), &six) == 1 else { return false }
        return holds(six: withUnsafeBytes(of: &six, Array.init))
    }

    /// Whether a connection leads inside: its other end is, or it is this machine's own address, whatever that is, or one of its IPv6
    /// network.
    static func holds(_ peer: String, from own: String) -> Bool {
        if holds(peer) || peer == own { return true }
        var (six, other) = (in6_addr(), in6_addr())
        guard inet_pton(AF_INET6, peer, &six) == 1, inet_pton(AF_INET6, own, &other) == 1 else { return false }
        return withUnsafeBytes(of: &six) { six in withUnsafeBytes(of: &other) { six.prefix(8).elementsEqual($0.prefix(8)) } }
    }

    /// Whether a host's name says so itself: it is an address in numbers, or this machine's own name.
    static func holds(host: String) -> Bool {
        var name = host.lowercased()[...]
        while name.last == "." { name.removeLast() }
        return name == "localhost" || name.hasSuffix(".localhost") || holds(String(name))
    }

    private static func holds(four bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (224...255, _): true
        default: false
        }
    }

    private static func holds(six bytes: [UInt8]) -> Bool {
        let zeros = bytes.prefix { $0 == 0 }.count
        // Unspecified, loopback, and IPv4 inside: mapped, and translated by a NAT64.
        if zeros >= 15 { return true }
        if zeros == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return holds(four: Array(bytes[12...])) }
        if bytes.starts(with: [0, 0x64, 0xFF, 0x9B]) { return holds(four: Array(bytes[12...])) }
        // Unique local, link-local, site-local, multicast.
        return bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFE && bytes[1] >= 0x80 || bytes[0] == 0xFF
    }

    /// The host of a URL as curl reads it; nil for what is none.
    static func host(of url: String) -> String? {
        guard let parsed = curl_url() else { return nil }
        defer { curl_url_cleanup(parsed) }
        var host: UnsafeMutablePointer<CChar>?
        guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK,
            curl_url_get(parsed, CURLUPART_HOST, &host, 0) == CURLUE_OK, let host
        else { return nil }
        defer { curl_free(host) }
        return String(cString: host)
    }

    /// Whether the environment names a proxy for this URL, as curl looks for it.
    static func goesThroughProxy(_ url: String) -> Bool {
        let names =
            url.lowercased().hasPrefix("https://")
            ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
            : ["http_proxy", "all_proxy", "ALL_PROXY"]
        return names.contains { getenv($0).map { $0.pointee != 0 } ?? false }
    }
}
