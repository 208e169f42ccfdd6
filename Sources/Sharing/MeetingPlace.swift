import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import System

/// Where the eztops of one user meet: a folder that is the user's alone, with the lock of the one that polls, and its socket.
public struct MeetingPlace: Sendable {
    let folder: String

    /// - Parameter folder: of the state file.
    public init(folder: String) { self.folder = folder }

    var socket: String { folder + "/" + Self.socketName }
    var endpoint: LocalEndpoint { LocalEndpoint(path: socket, owners: [geteuid(), 0]) }
    private static let socketName = "eztop.sock"
    private static let lockName = "eztop.lock"

    enum Attempt: ~Copyable {
        case taken(FileLock)
        /// Another process has it; its number, where it has written it down.
        case busy(process: Int?)
        case impossible(Aloneness)
    }

    /// Whether another process polls.
    func look() -> Attempt {
        // Where there never was one, nothing is made.
        guard let folder = Folder(private: folder), folder.holds(Self.lockName) else {
            return .impossible(.nonsense(path: socket))
        }
        switch folder.lock(Self.lockName) {
        case .taken(let lock): return .taken(lock)
        case .busy: return .busy(process: holder)
        case .impossible: return .impossible(.nonsense(path: socket))
        }
    }

    /// The process that polls now; nil where none does, or its number cannot be read.
    public var poller: Int? {
        if case .busy(let process) = look() { process } else { nil }
    }

    /// Takes the place of the one that polls, where it is free.
    func take() -> Attempt {
        guard let folder = Folder(private: folder) else {
            return .impossible(.noPlace(reason: "no folder of the user's own", path: folder))
        }
        switch folder.lock(Self.lockName) {
        case .taken(let lock):
            lock.noteHolder()
            return .taken(lock)
        case .busy: return .busy(process: holder)
        case .impossible:
            return .impossible(.noPlace(reason: SystemFault.reason(errno), path: self.folder + "/" + Self.lockName))
        }
    }

    /// Who wrote that it holds the lock, or let it go last.
    var holder: Int? { noted.compactMap { Int($0) }.first }

    /// Whether the lock was let go for another front than this one, which is there and has not taken it yet.
    func isLeft(toOther front: String) -> Bool {
        let words = noted
        guard words.count == 3, words[0] == Self.heirMark, words[2] != front, let process = Int(words[1]) else { return false }
        return ProcessIdentity.isAlive(process)
    }

    /// Writes down for which front the lock is let go.
    func leave(_ lock: borrowing FileLock, to front: String, of process: Int) {
        lock.note("\(Self.heirMark) \(process) \(front)")
    }

    private static let heirMark = "heir"

    /// The words of the lock's file.
    private var noted: [Substring] {
        let bytes = Folder(private: folder)?.read(Self.lockName, limit: 128) ?? []
        return String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    }

    /// Whether the lock that is held is the one that others find.
    func holds(_ lock: borrowing FileLock) -> Bool { lock.isAt(folder + "/" + Self.lockName) }

    /// The system takes no longer path for a socket.
    var fits: Bool { LocalSocket.fits(socket + "." + String(ProcessIdentity.own)) }

    /// Whether there is a socket at which somebody may listen.
    var hasSocket: Bool { FileStatus(of: socket, follows: false)?.kind == .socket }

    func removeSocket() {
        guard let folder = Folder(private: folder) else { return }
        _ = try? folder.remove(Self.socketName)
    }

    /// The accounts of a service, by names that only this user's processes can make.
    ///
    /// - Throws: `StateFault` where there is no key to make them with.
    func accounts(of settings: ServiceSettings) throws -> [Attachment.Account] {
        let marks = try StateFile(folder: folder).marks(of: settings.accounts.map(\.identity))
        return zip(settings.accounts, marks).map { account, mark in
            Attachment.Account(name: account.name, mark: mark, sources: account.sources)
        }
    }
}
