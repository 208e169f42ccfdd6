import FoundationEssentials
import Glibc

/// A file locked against the user's other processes, until it goes.
public struct FileLock: ~Copyable {
    public enum Attempt: ~Copyable {
        case taken(FileLock)
        /// Another process has it.
        case busy
        /// There is nowhere to keep it.
        case impossible
    }

    private let file: Descriptor

    static func attempt(_ file: consuming Descriptor) -> Attempt {
        if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return .taken(FileLock(file: file)) }
        return errno == EWOULDBLOCK ? .busy : .impossible
    }

    /// When whoever had it last was done with what it guards; nil for the first.
    public var lastUse: Date? {
        let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { buffer in
            String(decoding: buffer.prefix(max(0, pread(file.number, buffer.baseAddress, buffer.count, 0))), as: UTF8.self)
        }
        return text.split(separator: "\n").first.flatMap { Double($0) }.map { Date(timeIntervalSince1970: $0) }
    }

    /// The time is written down: the one that the kernel gives the file is of its last tick, up to ten milliseconds before.
    public func noteUse() {
        note("\(Date().timeIntervalSince1970)")
    }

    /// Whether the locked file is the one that has this name.
    public func isAt(_ path: String) -> Bool {
        guard let own = file.status, let there = FileStatus(of: path, follows: false) else { return false }
        return own.stamp.isOfSameFile(as: there.stamp)
    }

    /// Who has it.
    public func noteHolder() { note("\(ProcessIdentity.own)") }

    /// Writes a line into the file, in place of what stood there.
    public func note(_ line: String) {
        let text = line + "\n"
        _ = pwrite(file.number, text, text.utf8.count, 0)
        ftruncate(file.number, off_t(text.utf8.count))
    }

    /// Bytes of a time in words.
    private static let longest = 40
}
