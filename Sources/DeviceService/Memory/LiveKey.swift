import Fleet
import FoundationEssentials
import Glibc
import System
import Vocabulary

/// What stands in the addresses that never end, so that nobody finds one by trying: 128 bits, in a file of the user's alone.
public enum LiveKey {
    /// Its file.
    public static let name = "live.key"
    private static let count = 32

    /// The key in the state folder, made where there is none yet.
    ///
    /// - Parameter isNew: another one takes its place: addresses with the one before lead nowhere any more.
    /// - Throws: `StateFault` where there can be none, or what is there is not the user's alone.
    public static func read(in folder: String, isNew: Bool = false) throws(StateFault) -> Secret {
        guard let directory = Folder(private: folder) else { throw .unavailable }
        if !isNew, let key = key(in: directory) { return key }
        // SystemRandomNumberGenerator is `getrandom` here.
        let digits = (0..<Self.count / 2).map { _ in UInt8.random(in: .min ... .max) }
            .reduce("") { $0 + ($1 < 16 ? "0" : "") + String($1, radix: 16) }
        var fault: SystemFault?
        do throws(SystemFault) {
            // Of two processes that make one at the same moment the first wins, and both go by what is there then.
            if isNew {
                try directory.write(Array(digits.utf8), to: name, mode: 0o600)
            } else {
                try directory.create(Array(digits.utf8), at: name, mode: 0o600)
            }
        } catch {
            fault = error
        }
        switch fault?.number {
        case nil, EEXIST?: break
        case ENOSPC?, EDQUOT?, EIO?: throw .full
        default: throw .unavailable
        }
        guard let key = key(in: directory) else { throw .foreign }
        return key
    }

    private static func key(in directory: borrowing Folder) -> Secret? {
        guard let bytes = directory.read(name, limit: count, isPrivate: true), bytes.count == count,
            bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }
}
