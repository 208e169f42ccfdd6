import System

/// Looks at files and folders; a test hands in its own.
public protocol FileReading: Sendable {
    /// The whole of a regular file of at most `limit` bytes, and who may read it.
    func read(_ path: String, limit: Int) throws(FileFault) -> ReadFile
    /// The folders above a file and the links to it, from the root to where its name really leads.
    func way(to path: String) -> [FileStanding]
    /// The names in a folder; none when it cannot be read.
    func list(_ folder: String) -> [String]
}

/// What was read.
public struct ReadFile: Hashable, Sendable {
    public var bytes: [UInt8]
    /// The permission bits, as `chmod` has them.
    public var mode: UInt32
    /// The user's number; nil where it is not known.
    public var owner: UInt32?

    public init(bytes: [UInt8], mode: UInt32, owner: UInt32? = nil) {
        self.bytes = bytes
        self.mode = mode
        self.owner = owner
    }

    /// The group or everyone else may read it.
    var readableByOthers: Bool { mode & 0o044 != 0 }

    /// Where the machine's owner hands secrets to programs: of containers, and of services.
    private static let givingFolders = ["/run/secrets/", "/var/run/secrets/", "/run/credentials/"]

    /// It is root's, and lies where its mode is nobody's to change: it can be taken as it is, or not at all.
    func isGiven(at path: String) -> Bool {
        owner == 0 && Self.givingFolders.contains(where: path.hasPrefix) && !path.split(separator: "/").contains("..")
    }
}

/// Why a file could not be used.
public enum FileFault: Error, Hashable, Sendable {
    case notFound
    case notPermitted
    case directory
    /// A pipe, a socket or a device.
    case notAFile
    case tooLarge(limit: Int)
    case notUTF8(line: Int)
    case holdsNUL(line: Int)
    /// More marks over one letter than any script has: such a text costs hours.
    case holdsMarks(line: Int)
    /// Anything else, by its `errno`.
    case failed(errno: Int32)

    /// The line where it is, of what is wrong with a text.
    public var line: Int? {
        switch self {
        case .notUTF8(let line), .holdsNUL(let line), .holdsMarks(let line): line
        default: nil
        }
    }
}
