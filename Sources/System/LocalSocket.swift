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
        try listen(at: path, draft: path + "." + String(getpid())) { chmod($0, 0o600) == 0 }
    }

    /// Listens under this path for others than the user too, in a folder that only the user or root may write, and that no link or folder
    /// of somebody else's leads to: he could put another file in place of the one whose mode is changed.
    ///
    /// - Parameter group: who may connect; nil lets everybody do so, and so does a group that the system does not let the user give it
    ///   to: who is let in, the credentials of each connection decide.
    public static func listen(at path: String, forGroup group: UInt32?) throws(SystemFault) -> Int32 {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let way = Way(folder)
        guard let status = way.standing, status.kind == .folder else { throw SystemFault(ENOENT, path) }
        let isOpen = way.places.contains { !$0.isLink && $0.mode & 0o1000 == 0 && $0.mode & 0o022 != 0 }
        guard status.isOwn || status.owner == 0, status.mode & 0o022 == 0, !isOpen, !way.places.contains(where: \.isForeign)
        else {
            throw SystemFault(EPERM, path)
        }
        // Until it is given its mode nobody else gets near it.
        let shelter = way.end + "/.eztop." + String(getpid())
        guard mkdir(shelter, 0o700) == 0 || errno == EEXIST else { throw SystemFault(errno, path) }
        defer { rmdir(shelter) }
        guard let own = FileStatus(of: shelter, follows: false), own.kind == .folder, own.isOwn, own.mode & 0o077 == 0 else {
            throw SystemFault(EPERM, path)
        }
        let place = way.end + path.dropFirst(folder == "/" ? 0 : folder.count)
        return try listen(at: place, draft: shelter + "/s") { draft in
            if let group, chown(draft, uid_t.max, group) == 0 { return chmod(draft, 0o660) == 0 }
            return chmod(draft, 0o666) == 0
        }
    }

    private static func listen(
        at path: String, draft: String, _ admit: (String) -> Bool
    ) throws(SystemFault) -> Int32 {
        guard fits(draft) else { throw SystemFault(ENAMETOOLONG, path) }
        if let there = FileStatus(of: path, follows: false), there.kind != .socket || !there.isOwn {
            throw SystemFault(EEXIST, path)
        }
        unlink(draft)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFault(errno, path) }
        guard withAddress(of: draft, { bind(descriptor, $0, $1) }) == 0, admit(draft),
            Glibc.listen(descriptor, SOMAXCONN) == 0, rename(draft, path) == 0
        else {
            let fault = SystemFault(errno, path)
            close(descriptor)
            unlink(draft)
            throw fault
        }
        return descriptor
    }

    /// Takes away the name of a socket of the user's own.
    public static func remove(_ path: String) {
        if let there = FileStatus(of: path, follows: false), there.kind == .socket, there.isOwn { unlink(path) }
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
