import Glibc

/// A folder held open: what is done in it stays in it. No link inside is followed, whoever made it; the way to the folder itself may
/// lead over links.
///
/// A file is written beside its place, and put there in one step: whole or not at all. The draft is locked while it is written, and
/// has the writer's process number in its name, so that what a killed one has left can be told and swept away.
public struct Folder: ~Copyable {
    private let descriptor: Descriptor

    /// - Parameter makes: the mode of the folders that are missing on the way to it; nil makes none.
    /// - Throws: why it could not be opened.
    public init(_ path: String, makes mode: mode_t? = nil) throws(SystemFault) {
        if let mode { try Self.make(path, mode: mode) }
        descriptor = try Descriptor(taking: Glibc.open(path.isEmpty ? "." : path, Self.pathOnly | O_DIRECTORY | O_CLOEXEC), path)
    }

    /// One whose way was looked at before: a link that is on it now was put there since, and is not followed.
    public init(at place: String) throws(SystemFault) {
        var folder = try Descriptor(
            taking: Glibc.open(place.hasPrefix("/") ? "/" : ".", Self.pathOnly | O_DIRECTORY | O_CLOEXEC), place)
        for part in place.split(separator: "/") {
            folder = try Descriptor(
                taking: openat(folder.number, String(part), Self.pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), place)
        }
        descriptor = folder
    }

    /// One that is the user's alone, made 0700 where it is missing.
    ///
    /// - Returns: nil where it cannot be had, is a link or somebody else's, or another user has a hand in the way to it.
    public init?(private path: String) {
        if Way(path).places.contains(where: \.leadsAstray) { return nil }
        try? Self.make(path, mode: 0o700)
        guard let descriptor = try? Descriptor(taking: Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)),
            let status = descriptor.status, status.isOwn,
            status.mode & 0o077 == 0 || fchmod(descriptor.number, 0o700) == 0
        else { return nil }
        self.descriptor = descriptor
    }

    /// The way to it without any link, as of now; nil where the system does not say.
    public var realPath: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/fd/\(descriptor.number)", &buffer, buffer.count)
        guard count > 0, count < buffer.count, buffer[0] == CChar(UInt8(ascii: "/")) else { return nil }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whose it is, and who may do what with it.
    public var status: FileStatus? { descriptor.status }

    /// Makes a folder with all those that are missing above it.
    public static func make(_ path: String, mode: mode_t) throws(SystemFault) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            folder += "/" + part
            if access(folder, F_OK) != 0, mkdir(folder, mode) != 0, errno != EEXIST { throw SystemFault(errno, folder) }
        }
    }

    // MARK: Reading

    /// The bytes of a plain file; nil where there is none, or a larger one.
    ///
    /// - Parameter isPrivate: only one that nobody but the user may open.
    public func read(_ path: String, limit: Int, isPrivate: Bool = false) -> [UInt8]? {
        guard let file = try? open(path, O_RDONLY), let status = file.status, status.kind == .file, status.size <= limit,
            !isPrivate || status.isPrivateFile
        else { return nil }
        return (try? file.read(limit: limit)) ?? nil
    }

    /// The first bytes of a plain file; nil where there is none, or a shorter one.
    public func beginning(of path: String, count: Int) -> [UInt8]? { bytes(of: path, count: count) { _ in 0 } }

    /// The last ones, likewise.
    public func ending(of path: String, count: Int) -> [UInt8]? { bytes(of: path, count: count) { $0 - count } }

    private func bytes(of path: String, count: Int, from start: (Int) -> Int) -> [UInt8]? {
        guard let file = try? open(path, O_RDONLY), let status = file.status, status.kind == .file, status.size >= count else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(file.number, &bytes, count, off_t(start(status.size))) == count ? bytes : nil
    }

    /// How many bytes a plain file has; none where there is none.
    public func size(of path: String) -> Int {
        guard let status = (try? open(path, O_RDONLY))?.status, status.kind == .file else { return 0 }
        return status.size
    }

    /// Whether something has this name; a link has it too.
    public func holds(_ path: String) -> Bool {
        guard let place = try? parent(of: path) else { return false }
        var status = stat()
        return fstatat(place.folder.number, place.name, &status, AT_SYMLINK_NOFOLLOW) == 0
    }

    // MARK: Writing

    /// Writes a file in place of what has its name.
    ///
    /// - Parameters:
    ///   - mode: from its creation on, whatever the umask.
    ///   - makes: the mode of the folders that are missing above it; nil makes none. Each has to be the user's own, or root's, then.
    public func write(
        _ bytes: some Sequence<UInt8>, to path: String, mode: mode_t, makes: mode_t? = nil
    ) throws(SystemFault) {
        let place = try parent(of: path, makes: makes)
        let draft = try Self.draft(of: place, bytes, mode, path)
        guard renameat(place.folder.number, draft, place.folder.number, place.name) != 0 else { return }
        let fault = errno
        unlinkat(place.folder.number, draft, 0)
        throw SystemFault(fault, path)
    }

    /// Writes it likewise where there is no file of that name; one that is there stays as it is.
    public func create(_ bytes: some Sequence<UInt8>, at path: String, mode: mode_t) throws(SystemFault) {
        let place = try parent(of: path)
        let draft = try Self.draft(of: place, bytes, mode, path)
        defer { unlinkat(place.folder.number, draft, 0) }
        if linkat(place.folder.number, draft, place.folder.number, place.name, 0) != 0, errno != EEXIST {
            throw SystemFault(errno, path)
        }
    }

    /// Adds to a file that is the user's alone, in one write; makes it where it is missing, or another's.
    public func append(_ bytes: [UInt8], to path: String) {
        removeForeign(path)
        guard let file = try? open(path, O_WRONLY | O_APPEND | O_CREAT), file.status?.isPrivateAlone == true else { return }
        _ = bytes.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
    }

    /// Makes an empty file 0600 where there is none. False where what is there is a link, another user's, or open to others.
    public func prepare(_ path: String) -> Bool {
        (try? open(path, O_RDONLY | O_CREAT))?.status?.isPrivateAlone == true
    }

    /// Locks a file of the user's alone, which is made where it is missing: another's would be held by whoever likes.
    public func lock(_ path: String) -> FileLock.Attempt {
        removeForeign(path)
        guard let file = try? open(path, O_RDWR | O_CREAT) else { return .impossible }
        return FileLock.attempt(file)
    }

    // MARK: Names

    /// Gives a file another name, in place of what has that name already.
    ///
    /// - Returns: false where it keeps its name.
    @discardableResult
    public func rename(_ name: String, to other: String) -> Bool {
        renameat(descriptor.number, name, descriptor.number, other) == 0
    }

    /// Gives a file another name in any case: a folder that has that name already, which no file can take the place of, gets one that
    /// nobody has.
    ///
    /// - Returns: false where it keeps its name.
    public func setAside(_ name: String, as other: String) -> Bool {
        if rename(name, to: other) { return true }
        guard errno == EISDIR, rename(other, to: Self.unusedName(for: other)) else { return false }
        return rename(name, to: other)
    }

    private static func unusedName(for name: String) -> String {
        name + "." + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Takes a file away; a folder only where it is empty.
    ///
    /// - Returns: false where nothing of that name is there.
    /// - Throws: why it stays: a link stands on the way to it, or a folder is not empty.
    @discardableResult
    public func remove(_ path: String, isFolder: Bool = false) throws(SystemFault) -> Bool {
        let place: Place
        do throws(SystemFault) {
            place = try parent(of: path)
        } catch  where error.number == ENOENT {
            return false
        }
        if unlinkat(place.folder.number, place.name, isFolder ? AT_REMOVEDIR : 0) == 0 { return true }
        if errno == ENOENT { return false }
        throw SystemFault(errno, path)
    }

    /// Takes away what has this name and is no file of the user's own alone.
    public func removeForeign(_ name: String) {
        do throws(SystemFault) {
            if try open(name, O_RDONLY).status?.isPrivateAlone != true { unlinkat(descriptor.number, name, 0) }
        } catch {
            if error.number != ENOENT { unlinkat(descriptor.number, name, 0) }
        }
    }

    /// Takes away the drafts of processes that were killed before they could give them their name.
    ///
    /// - Parameter name: of which file; nil for any.
    public func sweep(_ name: String? = nil) {
        let again = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard again >= 0, let entries = fdopendir(again) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let draft = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard let writer = Self.writer(of: draft, name), !ProcessIdentity.isAlive(writer) else { continue }
            // A process of another container may be alive under that number there: its draft is locked.
            if let file = try? open(draft, O_RDONLY), flock(file.number, LOCK_EX | LOCK_NB) != 0 { continue }
            unlinkat(descriptor.number, draft, 0)
        }
    }

    // MARK: Ways

    private static let draftMark = ".part-"
    /// `O_PATH`, which glibc declares for its own alone: whoever may go through a folder need not be let list it.
    private static let pathOnly: Int32 = 0o10_000_000

    /// A whole file beside its place, by its name.
    private static func draft(
        of place: borrowing Place, _ bytes: some Sequence<UInt8>, _ mode: mode_t, _ path: String
    ) throws(SystemFault) -> String {
        let folder = place.folder.number
        let draft = place.name + draftMark + "\(getpid())." + String(UInt64.random(in: .min ... .max), radix: 36)
        let number = openat(folder, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard number >= 0 else { throw SystemFault(errno, path) }
        flock(number, LOCK_EX | LOCK_NB)
        var fault = fchmod(number, mode) == 0 ? Descriptor.write(bytes, to: number) : errno
        if fault == 0, fsync(number) != 0 { fault = errno }
        if close(number) != 0, fault == 0 { fault = errno }
        guard fault != 0 else { return draft }
        unlinkat(folder, draft, 0)
        throw SystemFault(fault, path)
    }

    /// The process whose draft has this name; nil where it is no draft.
    private static func writer(of draft: String, _ name: String?) -> Int? {
        guard let mark = draft.ranges(of: draftMark).last, name.map({ $0 == draft[..<mark.lowerBound] }) ?? true else {
            return nil
        }
        let ending = draft[mark.upperBound...].split(separator: ".", omittingEmptySubsequences: false)
        guard ending.count == 2, let writer = Int(ending[0]), (1...Int(pid_t.max)).contains(writer) else { return nil }
        return writer
    }

    /// Opens a file 0600 without following a link, and without waiting for a pipe's other end.
    private func open(_ path: String, _ flags: Int32) throws(SystemFault) -> Descriptor {
        let place = try parent(of: path)
        return try Descriptor(
            taking: openat(place.folder.number, place.name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600), path)
    }

    /// The open folder above a file, and the file's name in it.
    private struct Place: ~Copyable {
        let folder: Descriptor
        let name: String
    }

    private func parent(of path: String, makes: mode_t? = nil) throws(SystemFault) -> Place {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, !path.hasPrefix("/"), !parts.contains("..") else { throw SystemFault(EXDEV, path) }
        var folder = try Descriptor(taking: openat(descriptor.number, ".", Self.pathOnly | O_DIRECTORY | O_CLOEXEC), path)
        for (index, part) in parts.dropLast().enumerated() {
            if let makes { mkdirat(folder.number, part, makes) }
            // A link in place of a folder is no folder to the kernel.
            folder = try Descriptor(
                taking: openat(folder.number, part, Self.pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
                parts[...index].joined(separator: "/"))
            // What is written into somebody else's folder is his to change.
            if makes != nil, folder.status?.isTrusted != true { throw SystemFault(EPERM, parts[...index].joined(separator: "/")) }
        }
        return Place(folder: folder, name: name)
    }
}
