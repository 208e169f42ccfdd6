import Glibc

/// Addresses in numbers, as the system writes them.
enum NumericAddress {
    /// An address in numbers as a socket would say it; nil for a name.
    static func text(of host: String) -> String? {
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        hints.ai_flags = AI_NUMERICHOST
        let bare = host.filter { $0 != "[" && $0 != "]" }
        guard getaddrinfo(bare, nil, &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        guard let address = text(of: found.pointee.ai_addr) else { return nil }
        // IPv4 inside IPv6 is that IPv4 address.
        return address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst(7)) : address
    }

    /// The addresses of this machine's interfaces.
    static var own: [String] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var all: [String] = [], next = first
        while let interface = next {
            if let address = interface.pointee.ifa_addr, let text = text(of: address) { all.append(text) }
            next = interface.pointee.ifa_next
        }
        return all
    }

    private static func text(of address: UnsafeMutablePointer<sockaddr>) -> String? {
        let family = Int32(address.pointee.sa_family)
        let length = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        guard family == AF_INET || family == AF_INET6 else { return nil }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: text.prefix { $0 != 0 && $0 != 0x25 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
