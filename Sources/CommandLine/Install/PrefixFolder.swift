import Glibc

/// The folder that eztop is installed under, held open. What is done in it stays in it: no link inside is followed, whoever made
/// it. The way to the folder itself may lead over links.
struct PrefixFolder: ~Copyable {
    private let descriptor: Int32

    /// - Parameter makes: whether folders that are missing on the way to it are made.
    /// - Throws: why it could not be opened.
    init(_ path: String, makes: Bool) throws(SystemFault) {
        if makes {
            var folder = path.hasPrefix("/") ? "" : "."
            for part in path.split(separator: "/") {
                folder += "/" + part
                if access(folder, F_OK) != 0, mkdir(folder, 0o755) != 0, errno != EEXIST { throw SystemFault(errno, folder) }
            }
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFault(errno, path) }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Writes a file whole or not at all, in place of what has its name, with the folders above it.
    func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(SystemFault) {
        let (folder, name) = try parent(of: path, makes: true)
        defer { close(folder) }
        let draft = name + ".part-" + String(UInt64.random(in: .min ... .max), radix: 36)
        let file = openat(folder, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw SystemFault(errno, path) }
        var fault = fchmod(file, mode) == 0 ? Standard.write(bytes, to: file) : errno
        if fault == 0, fsync(file) != 0 { fault = errno }
        if close(file) != 0, fault == 0 { fault = errno }
        if fault == 0, renameat(folder, draft, folder, name) != 0 { fault = errno }
        guard fault == 0 else {
            unlinkat(folder, draft, 0)
            throw SystemFault(fault, path)
        }
    }

    /// The text of a small file; nil where there is none, or none that is a file.
    func text(of path: String) -> String? {
        guard let (folder, name) = try? parent(of: path, makes: false) else { return nil }
        defer { close(folder) }
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= 1 << 20 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Whether something has this name; a link has it too.
    func holds(_ path: String) -> Bool {
        guard let (folder, name) = try? parent(of: path, makes: false) else { return false }
        defer { close(folder) }
        var status = stat()
        return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
    }

    /// Takes a file away; a folder only where it is empty.
    ///
    /// - Returns: false where nothing of that name is there.
    /// - Throws: why it stays: a link stands on the way to it, or a folder is not empty.
    func remove(_ path: String, isFolder: Bool = false) throws(SystemFault) -> Bool {
        let folder: Int32, name: String
        do throws(SystemFault) {
            (folder, name) = try parent(of: path, makes: false)
        } catch  where error.number == ENOENT {
            return false
        }
        defer { close(folder) }
        if unlinkat(folder, name, isFolder ? AT_REMOVEDIR : 0) == 0 { return true }
        if errno == ENOENT { return false }
        throw SystemFault(errno, path)
    }

    /// The open folder above a path, and the path's last part.
    private func parent(of path: String, makes: Bool) throws(SystemFault) -> (folder: Int32, name: String) {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, !path.hasPrefix("/"), !parts.contains("..") else { throw SystemFault(EXDEV, path) }
        var folder = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for (index, part) in parts.dropLast().enumerated() where folder >= 0 {
            let above = folder
            if makes { mkdirat(above, part, 0o755) }
            folder = openat(above, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let fault = errno
            close(above)
            // A link in place of a folder is no folder to the kernel.
            if folder < 0 { throw SystemFault(fault, parts[...index].joined(separator: "/")) }
        }
        guard folder >= 0 else { throw SystemFault(errno, path) }
        return (folder, name)
    }
}

/// What the system refused, and where.
struct SystemFault: Error {
    var number: Int32
    var path: String

    init(_ number: Int32, _ path: String) {
        self.number = number
        self.path = path
    }

    var reason: String { String(cString: strerror(number)) }
}
