import Vocabulary

/// Where the cloud's pushed messages are taken, and the secret that signs them.
public struct Push: Hashable, Sendable {
    /// A host's name or address, without the brackets of IPv6.
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    public var secret: Secret

    public init(host: String, port: Int, secret: Secret) {
        self.host = host
        self.port = port
        self.secret = secret
    }

    /// `127.0.0.1:8420`, `[::1]:8420`, `localhost:8420`.
    static func address(_ text: String) -> (host: String, port: Int)? {
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
        return host.isEmpty || !allowed ? nil : (String(host), Int(port))
    }
}
