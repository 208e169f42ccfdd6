import Fleet
import Glibc
import OpenPlatform
import System

/// What only this user has: with it, files call accounts by names from which nobody else finds the appKey by trying.
struct MarkKey {
    private let bytes: [UInt8]

    static let name = "mark.key"
    private static let count = 32

    /// The key in this folder, made where there is none yet.
    ///
    /// - Throws: `foreign` where it is no key, or not the user's alone; else why none could be made.
    init(in directory: borrowing Folder) throws(StateFault) {
        if let key = Self(directory.read(Self.name, limit: Self.count, isPrivate: true)) {
            self = key
            return
        }
        // Of two processes that make one at the same moment the first wins, and both go by what is there then.
        let key = (0..<Self.count).map { _ in UInt8.random(in: .min ... .max) }
        var fault: SystemFault?
        do throws(SystemFault) { try directory.create(key, at: Self.name, mode: 0o600) } catch { fault = error }
        guard let key = Self(directory.read(Self.name, limit: Self.count, isPrivate: true)) else {
            switch fault?.number {
            case EEXIST?, nil: throw .foreign
            case ENOSPC?, EDQUOT?, EIO?: throw .full
            default: throw .unavailable
            }
        }
        self = key
    }

    private init?(_ bytes: [UInt8]?) {
        guard let bytes, bytes.count == Self.count else { return nil }
        self.bytes = bytes
    }

    /// The account by its name under this key.
    func hiding(_ account: AccountIdentity) -> AccountIdentity { account.marked(hiding(account.mark)) }

    func hiding(_ mark: String) -> String { HMAC.digits(of: mark.utf8, key: bytes) }
}
