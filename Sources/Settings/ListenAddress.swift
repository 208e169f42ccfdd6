/// Where something listens over TCP: `127.0.0.1:8420`, `[::1]:8420`, `localhost:8420`.
public struct ListenAddress: Hashable, Sendable {
    /// A host's name or address, without the brackets of IPv6.
    public var host: String
    /// 0 takes any free port.
    public var port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        let allowed = host.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F, 0x25: true
            default: false
            }
        }
        guard !host.isEmpty, allowed else { return nil }
        self.init(host: String(host), port: port)
    }

    /// At every address of the machine, so that it says of none where others find it.
    public var isEverywhere: Bool { ["0.0.0.0", "0", "::", "::0", "0:0:0:0:0:0:0:0"].contains(host) }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
