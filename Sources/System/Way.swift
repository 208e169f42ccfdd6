import Glibc

/// The way that a name leads, part by part as the kernel goes it: over which folders and links, and what stands at its end.
public struct Way: Sendable {
    /// The folders that are looked into and the links that are followed, in their order, each once.
    public private(set) var places: [FileStanding] = []
    /// The same place by a name that leads over no link; relative where the name is, unless a link leads elsewhere.
    public private(set) var end: String
    /// nil where nothing is there.
    public private(set) var standing: FileStatus?

    /// An open descriptor by its name (`/dev/stdout`), whose link is the kernel's: what it reads is no way.
    public var isKernels: Bool { end.hasPrefix("/proc/") }

    /// As many links as the system itself follows.
    private static let mostLinks = 40

    public init(_ path: String) {
        end = path.hasPrefix("/") ? "/" : ""
        var rest = Self.parts(of: path)[...], followed = 0
        while let part = rest.popFirst() {
            let folder = end
            note(folder.isEmpty ? "." : folder)
            if part == ".." {
                leave()
                continue
            }
            enter(part)
            guard let status = FileStatus(of: end, follows: false) else { break }
            if status.kind == .link, !isKernels || !rest.isEmpty {
                places.append(status.standing(at: end))
                followed += 1
                guard followed <= Self.mostLinks, let target = Self.target(of: end) else { break }
                rest = (Self.parts(of: target) + rest)[...]
                end = target.hasPrefix("/") ? "/" : folder
            } else if status.kind != .folder {
                break
            }
        }
        // What cannot be looked at is left to the kernel, which says why.
        if followed > Self.mostLinks { end = path } else { for part in rest { enter(part) } }
        standing = FileStatus(of: end, follows: isKernels)
        if path.hasSuffix("/"), standing?.kind != .folder { enter("") }
    }

    private static func parts(of path: String) -> [String] { path.split(separator: "/").map(String.init).filter { $0 != "." } }

    private static func target(of link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    private mutating func note(_ folder: String) {
        guard !places.contains(where: { $0.path == folder }), let status = FileStatus(of: folder, follows: false) else { return }
        places.append(status.standing(at: folder))
    }

    private mutating func enter(_ part: String) { end += (end.isEmpty || end.hasSuffix("/") ? "" : "/") + part }

    /// No part of it is a link, so that the folder above is the one before.
    private mutating func leave() {
        guard end != "/" else { return }
        let parts = Self.parts(of: end)
        if parts.last ?? ".." == ".." { return enter("..") }
        end = (end.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
    }
}
