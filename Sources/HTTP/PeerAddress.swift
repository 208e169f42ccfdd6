import Glibc

/// Who is at the other end of a connection, without the port: what connections are counted by.
public struct PeerAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Nil for what is neither IPv4 nor IPv6. An IPv4 address inside an IPv6 one is the IPv4 address.
    init?(_ address: UnsafePointer<sockaddr>?) {
        guard let address else { return nil }
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self.init(Array(UnsafeRawBufferPointer(start: raw + 4, count: 4)))
        case AF_INET6:
            self.init(Array(UnsafeRawBufferPointer(start: raw + 8, count: 16)))
        default:
            return nil
        }
    }

    /// From how it is written: `192.0.2.7`, `2001:db8::7`; nil for what is no address.
    public init?(_ text: String) {
        var address = in6_addr()
        let count = inet_pton(AF_INET, text, &address) == 1 ? 4 : inet_pton(AF_INET6, text, &address) == 1 ? 16 : 0
        guard count > 0 else { return nil }
        self.init(withUnsafeBytes(of: &address) { Array($0.prefix(count)) })
    }

    private init(_ bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.bytes = bytes.starts(with: mapped) ? Array(bytes.dropFirst(mapped.count)) : bytes
    }

    /// This machine itself.
    public var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }
}
