import Glibc
import Wording

/// A file that is written whole or not at all: beside its place, then put there in one step.
struct WholeFile {
    let path: String
    /// From its creation on, whatever the umask.
    let mode: mode_t

    /// - Throws: `Failure` 1 with the reason; what was there before is untouched then.
    func write(_ bytes: some Sequence<UInt8>, _ texts: Texts) throws(Failure) {
        let fault = isSpecial ? writeThrough(bytes) : replace(with: bytes)
        guard fault == 0 else { throw failure(fault, texts) }
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

    private func failure(_ fault: Int32, _ texts: Texts) -> Failure {
        Failure(.refused, texts.commandLine.fileFault(Printable.text(path), String(cString: strerror(fault))))
    }

    /// A device or a pipe: it takes what it is given, and stays where it is.
    private var isSpecial: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    private func writeThrough(_ bytes: some Sequence<UInt8>) -> Int32 {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return errno }
        defer { close(file) }
        return Standard.write(bytes, to: file)
    }

    private func replace(with bytes: some Sequence<UInt8>) -> Int32 {
        let place = target
        let draft = place + ".part-" + String(UInt64.random(in: .min ... .max), radix: 36)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { return errno }
        var fault = fchmod(file, mode) == 0 ? Standard.write(bytes, to: file) : errno
        if fault == 0, fsync(file) != 0 { fault = errno }
        if close(file) != 0, fault == 0 { fault = errno }
        if fault == 0, rename(draft, place) != 0 { fault = errno }
        if fault != 0 { unlink(draft) }
        return fault
    }

    /// Where a link leads: the link stays one.
    private var target: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
