import Glibc

/// What the system says of a file or a folder.
public struct FileStatus: Sendable {
    public enum Kind: Hashable, Sendable {
        case file, folder, link, socket
        /// A pipe or a device.
        case other
    }

    public var kind: Kind
    /// The user's number.
    public var owner: UInt32
    /// The group's number.
    public var group: UInt32
    /// The permission bits, as `chmod` has them.
    public var mode: UInt32
    /// In bytes.
    public var size: Int
    /// In bytes, without its holes: what it takes of the disk.
    public var occupied: Int
    /// How many names it has.
    public var names: Int
    /// What tells one version of it from the next.
    public var stamp: FileStamp

    /// - Parameter follows: a link is looked through.
    /// - Returns: nil where nothing is there, or it cannot be looked at.
    public init?(of path: String, follows: Bool = true) {
        var status = stat()
        guard (follows ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.init(status)
    }

    /// Of an open one.
    public init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        case S_IFSOCK: kind = .socket
        default: kind = .other
        }
        (owner, group) = (status.st_uid, status.st_gid)
        mode = status.st_mode & 0o7777
        size = Int(status.st_size)
        // In 512 bytes, whatever the disk's own blocks are.
        occupied = Int(status.st_blocks) * 512
        names = Int(status.st_nlink)
        stamp = FileStamp(status)
    }

    /// It is the user's who runs the program.
    public var isOwn: Bool { owner == geteuid() }

    /// It is the user's own, or root's.
    public var isTrusted: Bool { isOwn || owner == 0 }

    /// The same, and no other name leads to it: what is written there is written nowhere else.
    public var isPrivateAlone: Bool { isPrivateFile && names == 1 }

    /// A plain file that nobody but the user may open.
    public var isPrivateFile: Bool { kind == .file && isOwn && mode & 0o077 == 0 }

    public func standing(at path: String) -> FileStanding {
        FileStanding(path: path, owner: owner, group: group, mode: mode, isLink: kind == .link)
    }
}

/// What tells one version of a file from the next.
public struct FileStamp: Hashable, Sendable {
    private let modified, changed: [Int]
    private let size, node: Int

    init(_ status: stat) {
        modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        // When its mode or its name changed.
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
        (size, node) = (Int(status.st_size), Int(status.st_ino))
    }

    /// Whether it is a version of one and the same file.
    func isOfSameFile(as other: FileStamp) -> Bool { node == other.node }

    /// nil where there is no file.
    public init?(_ path: String) {
        guard let status = FileStatus(of: path) else { return nil }
        self = status.stamp
    }
}

/// Whose a file or a folder is, and who may do what with it.
public struct FileStanding: Hashable, Sendable {
    public var path: String
    /// nil where it is not known.
    public var owner: UInt32?
    /// nil where it is not known.
    public var group: UInt32?
    /// The permission bits.
    public var mode: UInt32
    /// It is a link, which nobody but its owner has made, and whose mode says nothing.
    public var isLink: Bool

    public init(path: String, owner: UInt32?, group: UInt32? = nil, mode: UInt32, isLink: Bool = false) {
        self.path = path
        self.owner = owner
        self.group = group
        self.mode = mode
        self.isLink = isLink
    }

    /// As `chmod` has it.
    public var digits: String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The owner's name, or number.
    public var ownerName: String { owner.map(Self.name) ?? "?" }

    /// A user's name, else the number.
    public static func name(of owner: UInt32) -> String {
        UserAccount(owner)?.name ?? String(owner)
    }

    /// It is somebody else's: neither the user's nor root's.
    public var isForeign: Bool {
        guard let owner else { return false }
        return owner != geteuid() && owner != 0 && owner != Self.unknownOwner
    }

    /// Somebody else may put something else in place of what is reached over it: it is his, or everybody may write it, and no sticky bit
    /// keeps what is in it.
    public var leadsAstray: Bool { isForeign || !isLink && mode & 0o1002 == 0o002 }

    /// What the system shows for owners of whom a user namespace (a sandbox) has no number, as it mostly has none of the machine's
    /// root, whose all folders on the way are then; nil where every number is known.
    private static let unknownOwner: UInt32? = {
        let nobody: UInt32 = 65534
        guard let file = try? Descriptor(taking: open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC)),
            let map = try? file.read(limit: 65_536)
        else { return nil }
        let known = String(decoding: map, as: UTF8.self).split(separator: "\n").contains { line in
            // The first number inside, the first outside, how many.
            let numbers = line.split(separator: " ").compactMap { UInt32($0) }
            return numbers.count == 3 && numbers[0] <= nobody && nobody - numbers[0] < numbers[2]
        }
        return known ? nil : nobody
    }()

    /// The name of a group that may write it and that somebody else is in, the user's own too; nil where nobody is. Root's is no other's.
    public var foreignWriters: String? {
        guard let group, mode & 0o020 != 0, group != 0 else { return nil }
        let known = UserAccount.lookUp { buffer, size -> (error: Int32, entry: (name: String, members: [String])?) in
            var entry = Glibc.group(), found: UnsafeMutablePointer<Glibc.group>?
            let error = getgrgid_r(group, &entry, buffer, size, &found)
            guard error == 0, found != nil else { return (error, nil) }
            var members: [String] = [], next = entry.gr_mem
            while let name = next?.pointee {
                members.append(String(cString: name))
                next = next?.successor()
            }
            return (error, (String(cString: entry.gr_name), members))
        }
        guard let known else { return group == getegid() ? nil : String(group) }
        let user = Self.name(of: geteuid())
        if known.members.contains(where: { $0 != user }) { return known.name }
        // Whose own group it is, is not listed as a member.
        setpwent()
        defer { endpwent() }
        while let other = getpwent() {
            if other.pointee.pw_gid == group, other.pointee.pw_uid != geteuid() { return known.name }
        }
        return nil
    }
}
