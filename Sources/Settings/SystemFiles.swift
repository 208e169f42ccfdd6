import Glibc
import System

/// The machine's files.
public struct SystemFiles: FileReading {
    public init() {}

    public func read(_ path: String, limit: Int) throws(FileFault) -> ReadFile {
        do throws(SystemFault) {
            // Without waiting: a pipe nobody writes to would hold the start for ever.
            let file = try Descriptor(taking: open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), path)
            guard let status = file.status else { throw SystemFault(errno, path) }
            switch status.kind {
            case .file: break
            case .folder: throw SystemFault(EISDIR, path)
            case .link, .socket, .other: throw SystemFault(ENXIO, path)
            }
            guard let bytes = try file.read(limit: limit) else { throw SystemFault(EFBIG, path) }
            return ReadFile(bytes: bytes, mode: status.mode, owner: status.owner)
        } catch {
            throw Self.fault(error.number, limit)
        }
    }

    public func way(to path: String) -> [FileStanding] { Self.absolute(path).map { Way($0).places } ?? [] }

    private static func absolute(_ path: String) -> String? {
        if path.hasPrefix("/") { return path }
        guard let current = getcwd(nil, 0) else { return nil }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }

    public func list(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    private static func fault(_ code: Int32, _ limit: Int) -> FileFault {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .notPermitted
        case EISDIR: .directory
        case ENXIO: .notAFile
        case EFBIG: .tooLarge(limit: limit)
        default: .failed(errno: code)
        }
    }
}
