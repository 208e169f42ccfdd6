import FoundationEssentials
import Glibc
import HTTP

/// A connection of somebody who does not mean well: bytes as they are.
final class RawConnection {
    private let descriptor: Int32

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw ServerError(reason: String(cString: strerror(errno))) }
    }

    /// At a Unix socket.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let code = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw ServerError(reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// A thousand connections, and the descriptors for them.
    static func thousand(to port: UInt16) throws -> [RawConnection] {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return try (0..<1000).map { _ in try RawConnection(port) }
    }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Sends nothing more, and reads on.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the server closes, while a piece is sent each twentieth of a second; nil when it never closes.
    func read(dripping piece: String = "", within seconds: Double = 20) -> String? {
        var text = ""
        return take(dripping: piece, within: seconds, into: &text, until: { _ in false }) ? text : nil
    }

    /// What comes until it has these words; nil when they never come.
    func read(until words: String, within seconds: Double = 20) -> String? {
        var text = ""
        _ = take(dripping: "", within: seconds, into: &text) { $0.contains(words) }
        return text.contains(words) ? text : nil
    }

    /// Whether the server closed, or the text is as wanted, in time.
    private func take(
        dripping piece: String, within seconds: Double, into text: inout String, until isWanted: (String) -> Bool
    ) -> Bool {
        let start = ContinuousClock.now
        var buffer = [UInt8](repeating: 0, count: 4096)
        while ContinuousClock.now - start < .seconds(seconds) {
            if isWanted(text) { return true }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 50) > 0 else {
                if !piece.isEmpty { send(piece) }
                continue
            }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return true }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        return false
    }
}
