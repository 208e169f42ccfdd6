import Glibc

/// The machine's files.
public struct SystemFiles: FileReading {
    public init() {}

    public func read(_ path: String, limit: Int) throws(FileFault) -> ReadFile {
        // Without waiting: a pipe nobody writes to would hold the start for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.fault(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.fault(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .directory
        default: throw .notAFile
        }
        return ReadFile(bytes: try Self.bytes(of: descriptor, limit: limit), mode: status.st_mode & 0o7777, owner: status.st_uid)
    }

    public func folders(above path: String) -> [FileStanding] {
        var places: [String] = []
        for start in [Self.absolute(path), Self.resolved(path)].compactMap(\.self) {
            var folder = start[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                let place = folder.isEmpty ? "/" : String(folder)
                if !places.contains(place) { places.append(place) }
            }
        }
        return places.compactMap { place in
            var status = stat()
            guard stat(place, &status) == 0 else { return nil }
            return FileStanding(path: place, owner: status.st_uid, mode: status.st_mode & 0o7777)
        }
    }

    private static func absolute(_ path: String) -> String? {
        if path.hasPrefix("/") { return path }
        guard let current = getcwd(nil, 0) else { return nil }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
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

    private static func bytes(of descriptor: Int32, limit: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fault(errno) }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        }
    }

    private static func fault(_ code: Int32) -> FileFault {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .notPermitted
        case EISDIR: .directory
        case ENXIO: .notAFile
        default: .failed(errno: code)
        }
    }
}
