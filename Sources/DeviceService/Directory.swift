import FoundationEssentials
import Glibc

/// A folder of the user's own, held open: what is done in it cannot be led elsewhere by a link.
struct Directory: ~Copyable {
    private let descriptor: Int32
    private static let largest = 64 << 10

    /// Opens the folder, made 0700 where it is missing; nil where it cannot be had, is a link or somebody else's.
    init?(_ path: String) {
        var parent = ""
        for part in path.split(separator: "/") {
            parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if access(parent, F_OK) != 0 { mkdir(parent, 0o700) }
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0 || fchmod(descriptor, 0o700) == 0
        else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The bytes of a file that is the user's alone; nil for any other.
    func read(_ name: String, limit: Int = largest) -> Data? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0, status.st_size <= limit
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        return Data(bytes.prefix(count))
    }

    /// Writes a file whole or not at all, 0600 from its creation.
    func write(_ name: String, _ data: Data) {
        guard let draft = draft(name, data) else { return }
        if renameat(descriptor, draft, descriptor, name) != 0 { unlinkat(descriptor, draft, 0) }
    }

    /// Writes it likewise where there is no file of that name; one that is there stays as it is.
    func create(_ name: String, _ data: Data) {
        guard let draft = draft(name, data) else { return }
        linkat(descriptor, draft, descriptor, name, 0)
        unlinkat(descriptor, draft, 0)
    }

    /// Adds to a file that is the user's alone, in one write; makes it where it is missing.
    func append(_ name: String, _ data: Data) {
        let file = openat(descriptor, name, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        guard Self.isOwn(file) else { return }
        _ = data.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }

    /// A file that is the user's alone.
    private static func isOwn(_ file: Int32) -> Bool {
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
            && status.st_mode & 0o077 == 0
    }

    /// Takes away the drafts of processes that were killed before they could give them their name: a good token may be in one.
    func sweep() {
        let again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard again >= 0, let entries = fdopendir(again) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard let writer = Self.writer(of: name), kill(writer, 0) != 0, errno == ESRCH else { continue }
            // A process of another container may be alive under that number there: its draft is locked.
            let draft = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            if draft < 0 || flock(draft, LOCK_EX | LOCK_NB) == 0 { unlinkat(descriptor, name, 0) }
            if draft >= 0 { close(draft) }
        }
    }

    /// The process whose draft has this name; nil where it is no draft.
    private static func writer(of name: String) -> pid_t? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 2, UInt64(parts[parts.count - 1]) != nil, let writer = pid_t(parts[parts.count - 2]), writer > 0
        else { return nil }
        return writer
    }

    /// A whole file beside its place, by its name; nil where it could not be written.
    private func draft(_ name: String, _ data: Data) -> String? {
        let draft = "\(name).\(getpid()).\(UInt64.random(in: .min ... .max))"
        let file = openat(descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        flock(file, LOCK_EX | LOCK_NB)
        var written = 0
        let bytes = [UInt8](data)
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(file) == 0
        close(file)
        if !isWhole { unlinkat(descriptor, draft, 0) }
        return isWhole ? draft : nil
    }

    /// Makes an empty file 0600 where there is none. False where what is there is a link, another user's, or open to others.
    func prepare(_ name: String) -> Bool {
        let file = openat(descriptor, name, O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return Self.isOwn(file)
    }

    /// Takes away what has this name and is no file of the user's own alone.
    func removeForeign(_ name: String) {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        if file < 0 {
            if errno != ENOENT { unlinkat(descriptor, name, 0) }
            return
        }
        defer { close(file) }
        if !Self.isOwn(file) { unlinkat(descriptor, name, 0) }
    }

    /// Gives a file another name, in place of what has that name already.
    func rename(_ name: String, to other: String) {
        renameat(descriptor, name, descriptor, other)
    }

    func remove(_ name: String) {
        unlinkat(descriptor, name, 0)
    }

    func lock(_ name: String) -> FileLock.Attempt {
        let file = openat(descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        return file >= 0 ? FileLock.attempt(file) : .impossible
    }
}
