/// The broker of `[mqtt]`, to which whoever polls publishes states.
public struct Broker: Hashable, Sendable {
    /// Whom its entities are announced to.
    public enum Discovery: String, CaseIterable, Hashable, Sendable {
        case homeassistant, off
    }

    public var address: BrokerAddress
    /// A file whose first line is the password; absolute once the loader has seen it.
    public var passwordFile: String?
    /// Certificates to trust in place of the system's, a PEM file; absolute likewise.
    public var caFile: String?
    /// What all topics but those of the discovery begin with.
    public var topic = "eztop"
    public var discovery = Discovery.homeassistant
    /// Whoever may publish there may switch encryption.
    public var actions = false
    /// What this machine is called there; its host name unless given.
    public var node: String?

    public init(_ address: BrokerAddress) { self.address = address }

    /// What stands between the slashes of a topic.
    static func isLevel(_ text: some StringProtocol) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    static func isTopic(_ text: String) -> Bool {
        text.utf8.count <= 128 && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isLevel)
    }
}

/// Where a broker is, and as whom: `mqtts://user@host:8883`. No password, which has a file.
public struct BrokerAddress: Hashable, Sendable {
    public var isSecure: Bool
    public var user: String?
    /// A host's name or address, without the brackets of IPv6.
    public var host: String
    public var port: UInt16

    public init?(_ text: String) {
        guard text.utf8.count <= 512 else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["mqtts://", "mqtt://"].first(where: lower.hasPrefix) else { return nil }
        isSecure = scheme == "mqtts://"
        var rest = text.dropFirst(scheme.count)
        if let at = rest.lastIndex(of: "@") {
            let user = rest[..<at]
            guard !user.isEmpty, user.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
                !user.contains(where: { ":/?#@%\"\\".contains($0) })
            else { return nil }
            self.user = String(user)
            rest = rest[rest.index(after: at)...]
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        let hasPort = rest.last != "]" && rest.contains(":")
        guard let place = ListenAddress(hasPort ? String(rest) : rest + (isSecure ? ":8883" : ":1883")), place.port != 0 else {
            return nil
        }
        (host, port) = (place.host, place.port)
    }

    /// Whether only this machine can read along.
    public var isLoopback: Bool { ListenAddress(host: host, port: port).isLoopback }

    /// Without the user.
    public var text: String {
        "\(isSecure ? "mqtts" : "mqtt")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
