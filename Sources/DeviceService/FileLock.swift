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

    deinit { close(descriptor) }
}
