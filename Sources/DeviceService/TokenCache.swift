import FoundationEssentials
import Glibc
import OpenPlatform

/// The tokens of one account on the disk, shared by all processes of the user.
///
/// The folder is 0700 and a file 0600 from its creation; a file is written whole or not at all. Whatever is broken, foreign,
/// readable by others or a link is not read. A cache that cannot be had costs a call, and nothing else.
struct TokenCache: Sendable {
    private let folder: String
    private let key: String
    private let base: String
    private var name: String { "token-\(key).json" }

    init(folder: String, appKey: String, base: Base) {
        self.folder = folder
        self.base = base.url
        key = AccountIdentity.mark(appKey: appKey, base: base.url)
    }

    func read(_ kind: Token.Kind) -> HeldToken? {
        Directory(folder)?.sweep()
        return file()?.held(kind)
    }

    func write(_ held: HeldToken) {
        var file = file() ?? TokenFile(key: key, base: base)
        file.hold(held)
        guard let data = try? JSONEncoder().encode(file), let directory = Directory(folder) else { return }
        directory.write(name, data)
    }

    /// The right to renew the account's tokens; nil while another process has it, or where there is no folder to hold it in.
    func lock() -> FileLock.Attempt {
        guard let directory = Directory(folder) else { return .impossible }
        return directory.lock("token-\(key).lock")
    }

    private func file() -> TokenFile? {
        guard let data = Directory(folder)?.read(name),
            let file = try? JSONDecoder().decode(TokenFile.self, from: data),
            file.version == TokenFile.version, file.key == key, file.base == base
        else { return nil }
        return file
    }
}
