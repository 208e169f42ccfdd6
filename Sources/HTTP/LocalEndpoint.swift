import Glibc

/// A Unix socket that requests are sent to, and who may be listening there.
public struct LocalEndpoint: Hashable, Sendable {
    public var path: String
    /// The numbers of users; to anybody else nothing is sent.
    public var owners: Set<UInt32>

    public init(path: String, owners: Set<UInt32>) {
        self.path = path
        self.owners = owners
    }
}

/// Who is at the other end of a Unix socket, as the kernel says: as of when the connection was made.
public struct PeerCredentials: Hashable, Sendable {
    public var process: Int
    /// The user's number, and the group's.
    public var user: UInt32
    public var group: UInt32

    public init(process: Int, user: UInt32, group: UInt32) {
        self.process = process
        self.user = user
        self.group = group
    }

    /// nil for what is no connected Unix socket.
    init?(of descriptor: Int32) {
        // `struct ucred`, which glibc declares for its own alone.
        var fields: (Int32, UInt32, UInt32) = (0, 0, 0)
        var length = socklen_t(MemoryLayout.size(ofValue: fields))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &fields, &length) == 0, fields.0 > 0 else { return nil }
        self.init(process: Int(fields.0), user: fields.1, group: fields.2)
    }
}
