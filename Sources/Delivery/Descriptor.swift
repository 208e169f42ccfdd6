import Glibc

/// A file descriptor that is closed with its owner.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes what `call` returned; a standard descriptor, free because ours is closed, is moved out of the child's way.
    init(_ number: Int32, _ call: String) throws(ChildError) {
        guard number >= 0 else { throw .failed(call: call, errno: errno) }
        guard number <= STDERR_FILENO else {
            self.number = number
            return
        }
        let moved = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
        close(number)
        guard moved >= 0 else { throw .failed(call: call, errno: errno) }
        self.number = moved
    }

    deinit { close(number) }
}
