import Settings
import System

/// Whether the configuration's file has changed since it was last read.
struct ConfigurationWatch {
    private let path: String?
    private var read: FileStamp?
    /// As it was found at the last look.
    private var found: FileStamp?

    /// - Parameter path: nil where there is no file that could change.
    init(_ path: String?) {
        self.path = path
        read = path.flatMap { FileStamp($0) }
        found = read
    }

    /// True once for each change, a look after it: whoever writes the file may not have been done before. A file that is gone is
    /// waited for.
    mutating func hasChanged() -> Bool {
        guard let now = path.flatMap({ FileStamp($0) }) else { return false }
        defer { found = now }
        guard now != read, now == found else { return false }
        read = now
        return true
    }
}
