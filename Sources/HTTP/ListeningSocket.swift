import Glibc

/// A bound socket that listens, and what it is called. Whoever takes the descriptor closes it.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16
    /// As a URL begins: `http://[::1]:8080`.
    let address: String

    init(host: String, port wanted: UInt16) throws(ServerError) {
        let numeric = host == "localhost" ? "127.0.0.1" : host
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(numeric, String(wanted), &hints, &found) == 0, let info = found else {
            throw ServerError(reason: "\(host) is no IP address")
        }
        defer { freeaddrinfo(info) }

        let descriptor = socket(
            info.pointee.ai_family, info.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure(host, wanted) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0, listen(descriptor, SOMAXCONN) == 0,
            let port = Self.port(of: descriptor)
        else {
            let failure = Self.failure(host, wanted)
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        self.port = port
        address = info.pointee.ai_family == AF_INET6 ? "http://[\(numeric)]:\(port)" : "http://\(numeric):\(port)"
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var name = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &name) { bytes -> UInt16? in
            guard let base = bytes.baseAddress,
                getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &length) == 0
            else { return nil }
            // The port stands at the same place in both families, most significant byte first.
            return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        }
    }

    private static func failure(_ host: String, _ port: UInt16) -> ServerError {
        let code = errno
        return ServerError(reason: "\(host) port \(port): \(String(cString: strerror(code)))", isTaken: code == EADDRINUSE)
    }
}
