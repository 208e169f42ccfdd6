import FoundationEssentials
import Glibc

/// A file locked against the user's other processes, until it goes.
struct FileLock: ~Copyable {
    enum Attempt: ~Copyable {
        case taken(FileLock)
        /// Another process has it.
        case busy
        /// There is nowhere to keep it.
        case impossible
    }

    private let descriptor: Int32

    /// Takes over an open descriptor.
    static func attempt(_ descriptor: Int32) -> Attempt {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .taken(FileLock(descriptor: descriptor)) }
        let isBusy = errno == EWOULDBLOCK
        close(descriptor)
        return isBusy ? .busy : .impossible
    }

    /// When whoever had it last was done with what it guards; nil for the first.
    var lastUse: Date? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
        return Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
    }

    func noteUse() {
        // What is written says nothing; that it is written sets the file's time.
        _ = pwrite(descriptor, "\n", 1, 0)
    }

    deinit { close(descriptor) }
}
