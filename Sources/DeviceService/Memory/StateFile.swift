import Fleet
import FoundationEssentials
import System
import Vocabulary

/// `$XDG_STATE_HOME/eztop/state.db`: what eztop remembers between runs, shared by all processes of the user.
///
/// The folder is 0700 and the file 0600 from its creation. Each use opens it, does one transaction and closes it again: a process
/// that is killed loses what it had not written yet, and damages nothing. There is no token, no address and no code in it.
public struct StateFile: Sendable {
    let folder: String
    static let name = "state.db"
    static let version = 1

    public init(folder: String) {
        self.folder = folder
    }

    /// What was kept of these accounts. Whatever cannot be read is missing from it, and `fault` says why.
    ///
    /// - Parameter cameras: false leaves the rows out, for a front that shows none of before.
    public func load(_ accounts: [AccountIdentity], cameras: Bool = true, at now: Date) -> Remembered {
        var remembered = Remembered()
        do throws(StateFault) {
            try open { database, key throws(StateFault) in
                for account in accounts {
                    let account = try EarlierMark.takeOver(account, database, key)
                    let lifted = try LiftedTable.read(database, account)
                    if cameras { remembered.cameras[account.name] = try CameraTable.read(database, account, lifted) }
                    for (serial, lifted) in lifted {
                        remembered.lifted[DeviceID(account: account.name, serial: serial)] = lifted
                    }
                    remembered.calls[account.name] = try CallTable.read(database, account, at: now)
                }
                remembered.preferences = try PreferenceTable.read(database)
            }
        } catch {
            remembered.fault = error
        }
        return remembered
    }

    /// What an account has to keep.
    struct Entry: Sendable {
        var account: AccountIdentity
        /// What was asked: rows of another source stay as they are.
        var sources: [Source]
        /// nil leaves the rows as they are.
        var cameras: [Camera]?
        var lifted: [String: EncryptionLift]
        /// Devices that are encrypted again.
        var restored: Set<String>
        /// Calls that no earlier save has counted.
        var calls: Int
    }

    /// What all processes together have kept.
    struct Kept {
        /// Of the day.
        var calls: [AccountName: Int] = [:]
        var lifted: [AccountName: [String: EncryptionLift]] = [:]
    }

    /// Writes it all or nothing, and returns what others have kept besides.
    func save(_ entries: [Entry], preferences: [String: String], at now: Date) throws(StateFault) -> Kept {
        var kept = Kept()
        try open { database, key throws(StateFault) in
            try database.transaction { () throws(StateFault) in
                for entry in entries {
                    let account = key.hiding(entry.account)
                    if let cameras = entry.cameras { try CameraTable.write(database, account, entry.sources, cameras) }
                    try LiftedTable.write(database, account, entry.lifted, restored: entry.restored)
                    try CallTable.add(database, account, entry.calls, at: now)
                    kept.calls[account.name] = try CallTable.read(database, account, at: now)
                    kept.lifted[account.name] = try LiftedTable.read(database, account)
                }
                try PreferenceTable.write(database, preferences)
            }
        }
        return kept
    }

    private func open(_ body: (borrowing Database, MarkKey) throws(StateFault) -> Void) throws(StateFault) {
        guard let directory = Folder(private: folder) else { throw .unavailable }
        do throws(StateFault) {
            try use(directory, body)
        } catch .damaged {
            // Kept for who wants to look at it; a second one takes its place.
            directory.rename(Self.name, to: Self.name + ".damaged")
            try use(directory, { _, _ in })
            throw .damaged
        }
    }

    private func use(
        _ directory: borrowing Folder, _ body: (borrowing Database, MarkKey) throws(StateFault) -> Void
    ) throws(StateFault) {
        directory.sweep()
        // The library believes these: whoever could write the folder once could have left one.
        for ending in ["-journal", "-wal", "-shm"] { directory.removeForeign(Self.name + ending) }
        guard directory.prepare(Self.name) else { throw .foreign }
        let key = try MarkKey(in: directory)
        let database = try Database(folder + "/" + Self.name)
        try Self.migrate(database)
        try body(database, key)
    }

    private static func migrate(_ database: borrowing Database) throws(StateFault) {
        switch try version(of: database) {
        case version: try database.run(NameTable.schema)
        case 0:
            try database.transaction { () throws(StateFault) in
                guard try Self.version(of: database) == 0 else { return }
                for table in [CameraTable.schema, NameTable.schema, LiftedTable.schema, CallTable.schema, PreferenceTable.schema]
                {
                    try database.run(table)
                }
                try database.run("PRAGMA user_version = \(version)")
            }
        default: throw .newer
        }
    }

    private static func version(of database: borrowing Database) throws(StateFault) -> Int {
        let statement = try database.statement("PRAGMA user_version")
        return try statement.next() ? statement.number(0) ?? 0 : 0
    }
}
