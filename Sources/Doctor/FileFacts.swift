import Glibc
import System

/// How a file or a folder lies on the disk.
struct FileFacts: Hashable {
    enum Kind: Hashable {
        /// `creatable`: it could be made.
        case missing(creatable: Bool)
        case file, folder, link, other
        /// The environment names no place for it.
        case nowhere
    }

    enum Owner: Hashable {
        /// Who runs the program.
        case user
        case root, other
    }

    var path: String
    var kind: Kind
    /// The permission bits.
    var mode: UInt32 = 0
    var owner = Owner.user
    var isWritable = true
    /// Nothing more can be written on its disk.
    var isFull = false

    /// - Parameter follows: a link is looked through.
    init(of path: String, follows: Bool = false) {
        self.path = path
        guard let status = FileStatus(of: path, follows: follows) else {
            kind = .missing(creatable: Self.isCreatable(path))
            return
        }
        switch status.kind {
        case .file: kind = .file
        case .folder: kind = .folder
        case .link: kind = .link
        case .socket, .other: kind = .other
        }
        mode = status.mode
        owner = status.isOwn ? .user : status.owner == 0 ? .root : .other
        isWritable = access(path, W_OK) == 0
        var disk = statvfs()
        isFull = statvfs(path, &disk) == 0 && disk.f_blocks > 0 && disk.f_bavail == 0
    }

    init(path: String, kind: Kind, mode: UInt32 = 0, owner: Owner = .user, isWritable: Bool = true) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.isWritable = isWritable
    }

    /// Whether the nearest folder above it that is there may be written.
    private static func isCreatable(_ path: String) -> Bool {
        var above = path[...]
        while let slash = above.lastIndex(of: "/") {
            above = above[..<slash]
            let folder = above.isEmpty ? "/" : String(above)
            if access(folder, F_OK) == 0 { return access(folder, W_OK | X_OK) == 0 }
        }
        return false
    }
}
