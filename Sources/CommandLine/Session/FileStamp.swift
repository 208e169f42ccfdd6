import Glibc

/// What tells one version of a file from the next.
struct FileStamp: Equatable {
    private let seconds, nanoseconds, size, node: Int
    /// When its mode or its name changed.
    private let changed: [Int]

    /// nil where there is no file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
        (size, node) = (status.st_size, Int(status.st_ino))
    }
}
