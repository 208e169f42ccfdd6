import FoundationEssentials
import Glibc
import TestSupport

/// What systemd listens at: a datagram socket, under a path or with an abstract name.
final class NotifyPeer {
    /// What `NOTIFY_SOCKET` says.
    let name: String
    private let descriptor: Int32
    private(set) var messages: [String] = []

    init(at name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path)! + bytes.count)
        let bound = withUnsafeBytes(of: &address) {
            bind(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), length)
        }
        guard bound == 0 else { throw Unbound(errno: errno) }
    }

    struct Unbound: Error { var errno: Int32 }

    deinit { close(descriptor) }

    /// Waits until the messages so far hold what they should.
    func wait(for what: String, within seconds: Double = 15, until holds: ([String]) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            while case let count = recv(descriptor, &bytes, bytes.count, 0), count >= 0 {
                messages.append(String(decoding: bytes.prefix(count), as: UTF8.self))
            }
            if holds(messages) { return }
            guard ContinuousClock.now < end else { throw Absent(what: what, messages: messages) }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&wanted, 1, 20)
        }
    }

    struct Absent: Error {
        var what: String
        var messages: [String]
    }
}
