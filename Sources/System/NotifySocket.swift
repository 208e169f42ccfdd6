import Glibc

/// Tells systemd, or whoever else started the process so, how it is: the protocol of `sd_notify(3)`.
public struct NotifySocket: Sendable {
    private let path: String

    /// - Parameter path: what `NOTIFY_SOCKET` says: a path, or a name of the abstract kind after `@`; nil for anything else.
    public init?(_ path: String?) {
        guard let path, path.hasPrefix("/") || path.hasPrefix("@"), path.utf8.count > 1,
            path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        self.path = path
    }

    /// Sends lines such as `READY=1`, as one message. Who does not listen misses it, and is not waited for.
    public func send(_ lines: String...) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let message = lines.joined(separator: "\n")
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        // The abstract kind begins with a zero, and has no other end than its length.
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + name.count } ?? 0
        _ = withUnsafeBytes(of: &address) { bytes in
            bytes.baseAddress.map {
                sendto(
                    descriptor, message, message.utf8.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL),
                    $0.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
            }
        }
    }
}
