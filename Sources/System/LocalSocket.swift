import Glibc

/// A Unix socket in a folder that is the user's alone.
public enum LocalSocket {
    /// Whether a path can be a socket's at all: the system keeps 108 bytes of it, and a zero.
    public static func fits(_ path: String) -> Bool { (1..<108).contains(path.utf8.count) }

    /// Listens under this path. It is bound beside it, is nobody else's from then on, and takes its name in one step: what has the name
    /// already, a socket that a killed process left, goes with it.
    ///
    /// - Returns: the descriptor, which the caller owns.
    public static func listen(at path: String) throws(SystemFault) -> Int32 {
        let draft = path + "." + String(getpid())
        guard fits(draft) else { throw SystemFault(ENAMETOOLONG, path) }
        if let there = FileStatus(of: path, follows: false), there.kind != .socket || !there.isOwn {
            throw SystemFault(EEXIST, path)
        }
        unlink(draft)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFault(errno, path) }
        guard withAddress(of: draft, { bind(descriptor, $0, $1) }) == 0, chmod(draft, 0o600) == 0,
            Glibc.listen(descriptor, SOMAXCONN) == 0, rename(draft, path) == 0
        else {
            let fault = SystemFault(errno, path)
            close(descriptor)
            unlink(draft)
            throw fault
        }
        return descriptor
    }

    private static func withAddress(of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafeBytes(of: &address) { bytes in
            bytes.baseAddress.map { body($0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)) } ?? -1
        }
    }
}
