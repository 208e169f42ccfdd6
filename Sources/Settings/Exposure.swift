import Glibc
import System

/// How others have a hand in a file that decides what the program does: with whose file or folder it is, and what mends it.
public struct Exposure: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Everybody may write it.
        case othersWrite
        /// Its group may write it, and a command, a player, an account or a secret is in it.
        case groupWrites
        /// It is neither the user's own nor root's.
        case foreign
        /// Everybody may put another file in its place: this folder above it is open.
        case openFolder
        /// A group may: the same.
        case groupFolder(String)
        /// Another user may: this folder above it is his.
        case foreignFolder
        /// Another user chooses which file it is: this link to it, or to a folder above it, is his.
        case foreignLink
    }

    public var kind: Kind
    public var path: String
    /// The owner's name, or number.
    public var owner: String
    /// As `chmod` has it: `0666`.
    public var mode: String
    /// The command that mends it.
    public var mend: String

    /// - Parameters:
    ///   - way: the folders above it and the links to it.
    ///   - isTrusting: it names what is run, or whom a secret is sent to, or holds one.
    public init?(_ file: ReadFile, at path: String, over way: [FileStanding], isTrusting: Bool) {
        let standing = FileStanding(path: path, owner: file.owner, mode: file.mode)
        let user = geteuid()
        if let owner = file.owner, owner != user, owner != 0 {
            self.init(.foreign, standing, mend: "chown \(FileStanding.name(of: user))")
        } else if file.mode & 0o002 != 0 {
            self.init(.othersWrite, standing, mend: "chmod go-w")
        } else if isTrusting, file.mode & 0o020 != 0 {
            self.init(.groupWrites, standing, mend: "chmod g-w")
        } else {
            self.init(way)
        }
    }

    /// That somebody else may put another file in place of one that is reached over these folders and links.
    ///
    /// - Parameter groups: those that a group may write count too.
    public init?(_ way: [FileStanding], groups: Bool = false) {
        for place in way {
            if place.isForeign {
                let user = FileStanding.name(of: geteuid())
                self.init(
                    place.isLink ? .foreignLink : .foreignFolder, place, mend: (place.isLink ? "chown -h " : "chown ") + user)
                return
            }
            // Where the sticky bit is set, nobody moves another one's files.
            guard !place.isLink, place.mode & 0o1000 == 0 else { continue }
            if place.mode & 0o002 != 0 {
                self.init(.openFolder, place, mend: "chmod o-w")
                return
            }
            if groups, let group = place.foreignWriters {
                self.init(.groupFolder(group), place, mend: "chmod g-w")
                return
            }
        }
        return nil
    }

    private init(_ kind: Kind, _ standing: FileStanding, mend: String) {
        self.kind = kind
        path = standing.path
        owner = standing.ownerName
        mode = standing.digits
        self.mend = mend + " " + ShellWord.quoted(standing.path)
    }
}

/// A word of a command line that is there to be pasted.
public enum ShellWord {
    /// Takes a file from everybody but the user. One of another owner has to be given to the user first, by whoever may do that.
    static func chmod600(_ path: String, owner: UInt32?) -> String {
        let user = geteuid()
        let isOthers = owner.map { $0 != user } ?? false
        return (isOthers ? "chown \(FileStanding.name(of: user)) \(quoted(path)) && " : "") + "chmod 600 " + quoted(path)
    }

    public static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
            default: false
            }
        }
        return plain && !word.isEmpty
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
