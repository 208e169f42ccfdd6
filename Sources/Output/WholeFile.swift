import FoundationEssentials
import Glibc
import Settings
import System
import Wording

/// A file that is written whole or not at all: beside its place, then put there in one step.
public struct WholeFile {
    public let path: String
    /// From its creation on, whatever the umask.
    public let mode: mode_t

    public init(path: String, mode: mode_t) {
        self.path = path
        self.mode = mode
    }

    /// - Throws: `Failure` 1 with the reason; what was there before is untouched then.
    public func write(_ bytes: some Sequence<UInt8>, _ texts: Texts) throws(Failure) {
        // Looked up once: what is put in the way afterwards is not followed, but replaced.
        let way = Way(path)
        try refuseForeign(on: way, texts)
        do throws(SystemFault) {
            guard way.isSpecial else {
                return try replace(way.end, in: try Folder(at: Self.folder(of: way.end)), with: bytes)
            }
            // A pipe's other end may be waited for, and something else may stand there now.
            let follows = way.isKernels ? 0 : O_NOFOLLOW
            let file = try Descriptor(taking: open(way.end, O_WRONLY | O_CLOEXEC | O_NOCTTY | follows), path)
            guard let opened = file.status, opened.isTrusted, way.isKernels || opened.kind == .other else {
                throw SystemFault(EPERM, path)
            }
            let fault = file.write(bytes)
            if fault != 0 { throw SystemFault(fault, path) }
        } catch {
            throw failure(error.number, texts)
        }
    }

    /// That somebody else's link, pipe or device is there is said before anything is asked for that would be written.
    public func refuseForeign(_ texts: Texts) throws(Failure) { try refuseForeign(on: Way(path), texts) }

    private func refuseForeign(on way: Way, _ texts: Texts) throws(Failure) {
        if let link = way.places.first(where: { $0.isLink && $0.isForeign }) {
            throw refusal(texts.security.foreignLink(link.ownerName), at: link.path, texts)
        }
        if way.isSpecial, let standing = way.standing, !standing.isTrusted {
            let standing = standing.standing(at: way.end)
            throw refusal(texts.security.foreignDevice(standing.ownerName, standing.digits), at: path, texts)
        }
    }

    /// A name that nobody gave is only taken while it is free; else a number is put to it: `C1-1-2.jpg`.
    ///
    /// - Returns: the path that was written.
    public static func writeNew(
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
                do throws(SystemFault) {
                    try place.replace(path, in: try Folder(place.folder), with: bytes)
                } catch {
                    unlink(path)
                    throw place.failure(error.number, texts)
                }
                return path
            }
            guard errno == EEXIST, number < 10_000 else { throw place.failure(errno, texts) }
            number += 1
        }
    }

    /// Makes the folders that are missing above it.
    ///
    /// - Parameter mode: of each that is made.
    /// - Throws: `Failure` 1 with the reason.
    public func makeFolders(_ texts: Texts, mode: mode_t) throws(Failure) {
        try refuseForeign(texts)
        do throws(SystemFault) {
            try Folder.make(folder, mode: mode)
        } catch {
            throw failure(error.number, texts)
        }
    }

    /// The folder it lies in.
    private var folder: String { Self.folder(of: path) }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    private func failure(_ fault: Int32, _ texts: Texts) -> Failure {
        Failure(.refused, texts.commandLine.fileFault(Printable.text(path), texts.systemWords(SystemFault.reason(fault))))
    }

    private func refusal(_ words: String, at path: String, _ texts: Texts) -> Failure {
        let mend = texts.security.run("rm " + ShellWord.quoted(Printable.text(path)))
        return Failure(.refused, texts.commandLine.fileFault(Printable.text(path), words + "; " + mend))
    }

    /// Puts it there in place of what has its name.
    private func replace(_ place: String, in folder: borrowing Folder, with bytes: some Sequence<UInt8>) throws(SystemFault) {
        let name = String(place[(place.lastIndex(of: "/").map(place.index(after:)) ?? place.startIndex)...])
        folder.sweep(name)
        try folder.write(bytes, to: name, mode: mode)
    }
}

extension Way {
    /// A device or a pipe: it takes what it is given, and stays where it is.
    fileprivate var isSpecial: Bool { standing.map { isKernels || $0.kind != .file } ?? false }
}
