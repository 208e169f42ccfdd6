import FoundationEssentials
import Glibc

/// A file that is written whole or not at all: whoever reads it meanwhile sees the old one or the new one.
enum WholeFile {
    /// Takes the place of what is there; a link stays one, and what it leads to is replaced.
    ///
    /// - Parameter mode: from the file's creation on, whatever the umask.
    /// - Throws: `errno`.
    static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: mode_t) throws(SystemError) {
        let target = resolved(path)
        let draft = "\(target).\(getpid()).draft"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw SystemError(code: errno) }
        var rest = Array(bytes)[...], fault: Int32 = fchmod(file, mode) == 0 ? 0 : errno
        while fault == 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { fault = errno }
        }
        if fault == 0, fsync(file) != 0 { fault = errno }
        close(file)
        if fault == 0, rename(draft, target) != 0 { fault = errno }
        guard fault == 0 else {
            unlink(draft)
            throw SystemError(code: fault)
        }
    }

    /// Every folder of a path that is missing, made for the user alone where it is to hold secrets.
    static func makeFolder(_ path: String, mode: mode_t) throws(SystemError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            folder += "/" + part
            if access(folder, F_OK) != 0, mkdir(folder, mode) != 0, errno != EEXIST { throw SystemError(code: errno) }
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }
}

/// What the system answered, in its own words.
struct SystemError: Error, CustomStringConvertible {
    var code: Int32

    var description: String { String(cString: strerror(code)) }
}
