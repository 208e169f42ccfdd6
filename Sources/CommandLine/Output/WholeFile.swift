import Glibc
import Settings
import Wording

/// A file that is written whole or not at all: beside its place, then put there in one step.
struct WholeFile {
    let path: String
    /// From its creation on, whatever the umask.
    let mode: mode_t

    /// - Throws: `Failure` 1 with the reason; what was there before is untouched then.
    func write(_ bytes: some Sequence<UInt8>, _ texts: Texts) throws(Failure) {
        try refuseForeign(texts)
        guard special != nil else { return try check(replace(target, with: bytes), texts) }
        // Looked at before it is opened, since a pipe's other end may be waited for, and once more when it is open.
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
        guard file >= 0 else { return try check(errno, texts) }
        defer { close(file) }
        if let opened = standing(of: file), !Self.isTrusted(opened) { throw refusal(opened, device(opened, texts), texts) }
        try check(Standard.write(bytes, to: file), texts)
    }

    /// That somebody else's link, pipe or device is there is said before anything is asked for that would be written.
    func refuseForeign(_ texts: Texts) throws(Failure) {
        if let standing = foreignLink { throw refusal(standing, texts.security.foreignLink(standing.ownerName), texts) }
        if let special, !Self.isTrusted(special) { throw refusal(special, device(special, texts), texts) }
    }

    /// A name that nobody gave is only taken while it is free; else a number is put to it: `C1-1-2.jpg`.
    ///
    /// - Returns: the path that was written.
    static func writeNew(
        _ name: String, ending: String, mode: mode_t, _ bytes: some Sequence<UInt8>, _ texts: Texts
    ) throws(Failure) -> String {
        var number = 1
        while true {
            let path = name + (number == 1 ? "" : "-\(number)") + ending
            let place = WholeFile(path: path, mode: mode)
            // Empty until it is whole, and the user's own from now on: nobody else's link is in its place any more.
            let reserved = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
            if reserved >= 0 {
                close(reserved)
                let fault = place.replace(path, with: bytes)
                if fault != 0 { unlink(path) }
                try place.check(fault, texts)
                return path
            }
            guard errno == EEXIST, number < 10_000 else {
                try place.check(errno, texts)
                return path
            }
            number += 1
        }
    }

    /// Makes the folders that are missing above it.
    ///
    /// - Parameter mode: of each that is made.
    /// - Throws: `Failure` 1 with the reason.
    func makeFolders(_ texts: Texts, mode: mode_t) throws(Failure) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            if access(folder, F_OK) != 0, mkdir(folder, mode) != 0, errno != EEXIST { throw failure(errno, texts) }
        }
    }

    private func check(_ fault: Int32, _ texts: Texts) throws(Failure) {
        if fault != 0 { throw failure(fault, texts) }
    }

    private func failure(_ fault: Int32, _ texts: Texts) -> Failure {
        Failure(.refused, texts.commandLine.fileFault(Printable.text(path), texts.systemWords(String(cString: strerror(fault)))))
    }

    private func refusal(_ standing: FileStanding, _ words: String, _ texts: Texts) -> Failure {
        let mend = texts.security.run("rm " + ShellWord.quoted(Printable.text(path)))
        return Failure(.refused, texts.commandLine.fileFault(Printable.text(path), words + "; " + mend))
    }

    private func device(_ standing: FileStanding, _ texts: Texts) -> String {
        texts.security.foreignDevice(standing.ownerName, standing.digits)
    }

    // MARK: Whose it is

    private static func isTrusted(_ standing: FileStanding) -> Bool {
        standing.owner == geteuid() || standing.owner == 0
    }

    /// A link as the last part of the path.
    private var link: FileStanding? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
        return FileStanding(path: path, status)
    }

    /// One that is neither the user's own nor root's.
    private var foreignLink: FileStanding? { link.flatMap { Self.isTrusted($0) ? nil : $0 } }

    private var isOwnLink: Bool { link.map(Self.isTrusted) ?? false }

    /// A device or a pipe: it takes what it is given, and stays where it is.
    private var special: FileStanding? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
        return FileStanding(path: path, status)
    }

    private func standing(of file: Int32) -> FileStanding? {
        var status = stat()
        return fstat(file, &status) == 0 ? FileStanding(path: path, status) : nil
    }

    private func replace(_ place: String, with bytes: some Sequence<UInt8>) -> Int32 {
        Self.sweep(besides: place)
        let draft = place + ".part-\(getpid())." + String(UInt64.random(in: .min ... .max), radix: 36)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { return errno }
        flock(file, LOCK_EX | LOCK_NB)
        var fault = fchmod(file, mode) == 0 ? Standard.write(bytes, to: file) : errno
        if fault == 0, fsync(file) != 0 { fault = errno }
        if close(file) != 0, fault == 0 { fault = errno }
        if fault == 0, rename(draft, place) != 0 { fault = errno }
        if fault != 0 { unlink(draft) }
        return fault
    }

    /// Takes away what processes that were killed in a write of this file have left of it.
    private static func sweep(besides place: String) {
        let parts = place.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "./"
        let head = (parts.last ?? "") + ".part-"
        for name in SystemFiles().list(folder) where name.hasPrefix(head) {
            let ending = name.dropFirst(head.count).split(separator: ".", omittingEmptySubsequences: false)
            guard ending.count == 2, let writer = pid_t(ending[0]), writer > 0, kill(writer, 0) != 0, errno == ESRCH else {
                continue
            }
            // A process of another container may be alive under that number there: its draft is locked.
            let draft = open(folder + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            if draft < 0 || flock(draft, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
            if draft >= 0 { close(draft) }
        }
    }

    /// Where a link of the user's own leads: the link stays one. One that somebody makes there from now on is not followed, but
    /// replaced.
    private var target: String {
        guard isOwnLink, let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

extension FileStanding {
    fileprivate init(path: String, _ status: stat) {
        self.init(path: path, owner: status.st_uid, mode: status.st_mode)
    }

    fileprivate var ownerName: String { owner.map(Self.name) ?? "?" }
}
