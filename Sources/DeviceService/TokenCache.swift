import FoundationEssentials
import OpenPlatform
import System
import Vocabulary

/// The tokens of one account on the disk, shared by all processes of the user.
///
/// The folder is 0700 and a file 0600 from its creation; a file is written whole or not at all, and called by a name that tells
/// nobody the appKey. Whatever is broken, foreign, readable by others or a link is not read. A cache that cannot be had costs a
/// call, and nothing else.
struct TokenCache: Sendable {
    private let folder: String
    private let base: String
    /// The account by a hash of its key. An older eztop called its files so, from which the key could be guessed.
    private let mark: String

    /// Bytes of a file that may be one of ours.
    private static let largest = 64 << 10

    init(folder: String, appKey: String, base: Base) {
        self.folder = folder
        self.base = base.url
        mark = AccountIdentity.mark(appKey: appKey, base: base.url)
    }

    func read(_ kind: Source) -> HeldToken? {
        guard let directory = Folder(private: folder), let key = key(in: directory) else { return nil }
        directory.sweep()
        takeOver(key, directory)
        return file(key, directory)?.held(kind)
    }

    func write(_ held: HeldToken) {
        guard let directory = Folder(private: folder), let key = key(in: directory) else { return }
        var file = file(key, directory) ?? TokenFile(key: key, base: base)
        file.hold(held)
        write(file, directory)
    }

    /// The right to renew the account's tokens; nil while another process has it, or where there is no folder to hold it in.
    func lock() -> FileLock.Attempt {
        guard let directory = Folder(private: folder), let key = key(in: directory) else { return .impossible }
        return directory.lock("token-\(key).lock")
    }

    /// The account's name in this folder.
    private func key(in directory: borrowing Folder) -> String? { (try? MarkKey(in: directory))?.hiding(mark) }

    private func file(_ key: String, _ directory: borrowing Folder) -> TokenFile? {
        guard let bytes = directory.read("token-\(key).json", limit: Self.largest, isPrivate: true),
            let file = try? JSONDecoder().decode(TokenFile.self, from: Data(bytes)),
            file.version == TokenFile.version, file.key == key, file.base == base
        else { return nil }
        return file
    }

    private func write(_ file: TokenFile, _ directory: borrowing Folder) {
        guard let data = try? JSONEncoder().encode(file) else { return }
        try? directory.write(data, to: "token-\(file.key).json", mode: 0o600)
    }

    /// An older eztop's token serves on under the name of today, and nothing keeps the old name.
    private func takeOver(_ key: String, _ directory: borrowing Folder) {
        if var file = file(mark, directory), self.file(key, directory) == nil {
            file.key = key
            write(file, directory)
        }
        for ending in ["json", "lock"] { _ = try? directory.remove("token-\(mark).\(ending)") }
    }
}
