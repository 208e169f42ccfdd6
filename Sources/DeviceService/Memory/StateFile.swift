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

    /// Whether anything was ever kept.
    public var isThere: Bool { FileStatus(of: folder + "/" + Self.name, follows: false) != nil }

    /// What was kept of these accounts. Whatever cannot be read is missing from it, and `fault` says why.
    ///
    /// - Parameter cameras: false leaves the rows out, but for what was said of channels, for a front that shows none of before.
    public func load(_ accounts: [AccountIdentity], cameras: Bool = true, at now: Date) -> Remembered {
        var remembered = Remembered()
        do throws(StateFault) {
            let hadJournal = try open { database, key throws(StateFault) in
                for account in accounts {
                    let account = try EarlierMark.takeOver(account, database, key)
                    let lifted = try LiftedTable.read(database, account)
                    if cameras {
                        try database.transaction { () throws(StateFault) in try EarlierHistory.takeOver(database, account) }
                        let day = DateInterval(start: now.addingTimeInterval(-History.day), end: max(now, .distantFuture))
                        let pasts = try ChangeTable.read(database, account, [.status], in: day)
                        remembered.cameras[account.name] = try CameraTable.read(database, account, lifted, pasts)
                    } else {
                        remembered.words[account.name] = try CameraTable.words(database, account)
                    }
                    for (serial, lifted) in lifted {
                        remembered.lifted[DeviceID(account: account.name, serial: serial)] = lifted
                    }
                    remembered.calls[account.name] = try CallTable.read(database, account, at: now)
                }
                remembered.preferences = try PreferenceTable.read(database)
            }
            if hadJournal { remembered.fault = .journal }
        } catch {
            remembered.fault = error
        }
        return remembered
    }

    /// What is remembered of these accounts' cameras within a span, and what held at its begin.
    ///
    /// - Parameters:
    ///   - facts: of the others nothing is read; each takes its time.
    ///   - cameras: the only ones that are read; nil reads all of them.
    /// - Throws: why nothing of it can be read.
    public func pasts(
        _ accounts: [AccountIdentity], _ facts: [FactKind] = FactKind.allCases, of cameras: Set<CameraID>? = nil,
        in span: DateInterval
    ) throws(StateFault) -> [CameraID: Past] {
        var pasts: [CameraID: Past] = [:]
        try open { database, key throws(StateFault) in
            for account in accounts {
                let account = try EarlierMark.takeOver(account, database, key)
                try database.transaction { () throws(StateFault) in try EarlierHistory.takeOver(database, account) }
                pasts.merge(try ChangeTable.read(database, account, facts, of: cameras, in: span)) { $1 }
            }
        }
        return pasts
    }

    /// What any of the user's eztops switched last, by serial, through whichever account.
    func switched() throws(StateFault) -> [String: [SentSwitch]] {
        var switched: [String: [SentSwitch]] = [:]
        try open { database, _ throws(StateFault) in switched = try SwitchedTable.read(database) }
        return switched
    }

    /// What these accounts are called in files of this user's: nobody else can make these names.
    public func marks(of accounts: [AccountIdentity]) throws(StateFault) -> [String] {
        guard let directory = Folder(private: folder) else { throw .unavailable }
        let key = try MarkKey(in: directory)
        return accounts.map { key.hiding($0).mark }
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
        /// What was switched from here.
        var switched: [String: SentSwitch] = [:]
        /// Devices of which a switch was written down, and then refused.
        var notSwitched: Set<String> = []
        /// What the log of changes may lack.
        var histories: [ChangeTable.Entry] = []
        /// By how many seconds the clock is ahead of the cloud's; nil where that was not told.
        var clockError: TimeInterval?
    }

    /// What all processes together have kept.
    struct Kept {
        /// Of the day.
        var calls: [AccountName: Int] = [:]
        var lifted: [AccountName: [String: EncryptionLift]] = [:]
        /// Accounts of which all has gone into the log.
        var logged: Set<AccountName> = []
        /// Nothing could be added to the log of changes: what it holds, and the clock, contradict each other.
        var isClockWrong = false
    }

    /// Writes it all or nothing, and returns what others have kept besides.
    ///
    /// - Parameters:
    ///   - bounds: to which the log of changes is held; nil lets all stay.
    ///   - isHour: whether it is looked for old ones; for size it is every time.
    func save(
        _ entries: [Entry], preferences: [String: String], bounds: LogBounds? = nil, isHour: Bool = false, at now: Date
    ) throws(StateFault) -> Kept {
        var kept = Kept()
        try open { database, key throws(StateFault) in
            try database.transaction { () throws(StateFault) in
                for entry in entries {
                    let account = key.hiding(entry.account)
                    try EarlierHistory.takeOver(database, account)
                    try SwitchedTable.write(database, account, entry.switched, refused: entry.notSwitched, at: now)
                    if !entry.histories.isEmpty { try writeLog(database, account, entry, &kept, at: now) }
                    if let cameras = entry.cameras { try CameraTable.write(database, account, entry.sources, cameras) }
                    try LiftedTable.write(database, account, entry.lifted, restored: entry.restored)
                    try CallTable.add(database, account, entry.calls, at: now)
                    kept.calls[account.name] = try CallTable.read(database, account, at: now)
                    kept.lifted[account.name] = try LiftedTable.read(database, account)
                }
                try PreferenceTable.write(database, preferences)
            }
            if let bounds {
                let isFull = try ChangeTable.isFull(database, bounds)
                if isHour || isFull { try ChangeTable.prune(database, bounds, at: now) }
            }
        }
        return kept
    }

    private func writeLog(
        _ database: borrowing Database, _ account: AccountIdentity, _ entry: Entry, _ kept: inout Kept, at now: Date
    ) throws(StateFault) {
        guard try isClockRight(database, account, entry.clockError, at: now) else {
            kept.isClockWrong = true
            return
        }
        try ChangeTable.add(database, account, entry.histories)
        kept.logged.insert(account.name)
    }

    /// Seconds by which a clock may be off, and the log goes on: further, and its moments would be lies.
    private static let clockTolerance: TimeInterval = 3600
    /// Seconds by which a clock may have been set back without anybody's word that it is right now.
    private static let smallStep: TimeInterval = 86400

    /// Whether the log may be written by this clock. What a clock that was ahead wrote of times to come goes, once it is known that the
    /// clock is right now: a machine that starts in 1970 must not cost anybody his history.
    private func isClockRight(
        _ database: borrowing Database, _ account: AccountIdentity, _ error: TimeInterval?, at now: Date
    ) throws(StateFault) -> Bool {
        if let error, abs(error) > Self.clockTolerance { return false }
        guard let end = try ChangeTable.end(database, account), end.timeIntervalSince(now) > 1 else { return true }
        guard error != nil || end.timeIntervalSince(now) <= Self.smallStep else { return false }
        try ChangeTable.dropFuture(database, account, after: now)
        return true
    }

    /// - Returns: whether a journal that was none of its own had to be set aside.
    @discardableResult
    func open(_ body: (borrowing Database, MarkKey) throws(StateFault) -> Void) throws(StateFault) -> Bool {
        guard let directory = Folder(private: folder) else { throw .unavailable }
        do throws(StateFault) {
            return try use(directory, body)
        } catch .damaged {
            // Kept for who wants to look at it; a second one takes its place.
            guard directory.setAside(Self.name, as: Self.name + ".damaged") else { throw .unavailable }
            _ = try use(directory, { _, _ in })
            throw .damaged
        }
    }

    private func use(
        _ directory: borrowing Folder, _ body: (borrowing Database, MarkKey) throws(StateFault) -> Void
    ) throws(StateFault) -> Bool {
        directory.sweep()
        // The library believes these: whoever could write the folder once could have left one.
        for ending in ["-journal", "-wal", "-shm"] { directory.removeForeign(Self.name + ending) }
        let journal = Journal(of: Self.name), isForeign = journal.isForeign(in: directory)
        if isForeign, !directory.setAside(journal.name, as: Self.name + ".damaged-journal") { throw .unavailable }
        guard directory.prepare(Self.name) else { throw .foreign }
        let key = try MarkKey(in: directory)
        let database = try Database((directory.realPath ?? folder) + "/" + Self.name)
        try Self.refuseForeign(database)
        try Self.migrate(database)
        try body(database, key)
        return isForeign
    }

    private static func migrate(_ database: borrowing Database) throws(StateFault) {
        switch try version(of: database) {
        case version:
            guard try !hasLog(database) else { return }
            // Of an eztop that kept no log: the file is small yet.
            try giveBackPages(database)
        case 0:
            try giveBackPages(database)
            try database.transaction { () throws(StateFault) in
                guard try Self.version(of: database) == 0 else { return }
                for table in [CameraTable.schema, LiftedTable.schema, CallTable.schema, PreferenceTable.schema] {
                    try database.run(table)
                }
                try database.run("PRAGMA user_version = \(version)")
            }
        default: throw .newer
        }
        for table in [NameTable.schema, SwitchedTable.schema, ChangeTable.schema] { try database.run(table) }
    }

    /// Tables and the indexes of their keys are all that any eztop makes: whatever else is there, and what a table reckons by itself, was
    /// put there to be run.
    private static func refuseForeign(_ database: borrowing Database) throws(StateFault) {
        let foreign = try database.statement(
            """
            SELECT 1 FROM sqlite_schema AS made WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'
                OR type = 'index' AND sql IS NOT NULL OR replace(lower(sql), '_checked', '') LIKE '%check%'
                OR sql LIKE '%DEFAULT%' OR EXISTS
                (SELECT 1 FROM pragma_table_xinfo(made.name) WHERE hidden > 0)
            """)
        if try foreign.next() { throw .damaged }
    }

    private static func hasLog(_ database: borrowing Database) throws(StateFault) -> Bool {
        let tables = try database.statement(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('names', 'switched', 'watched', 'observed', 'changes')")
        return try tables.next() && tables.number(0) == 5
    }

    /// The pages of what is let go can be given back a few at a time: a file that has tables already has to be written anew for that.
    private static func giveBackPages(_ database: borrowing Database) throws(StateFault) {
        guard try isSound(database) else { throw .damaged }
        do throws(StateFault) {
            try database.run("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
        } catch {
            // Held by another, or no room for a second one: then the pages are used again, and the file does not shrink.
        }
    }

    /// Each of its pages is there once: else what is written anew could have no end.
    private static func isSound(_ database: borrowing Database) throws(StateFault) -> Bool {
        let check = try database.statement("PRAGMA quick_check(1)")
        return try check.next() && check.text(0) == "ok"
    }

    private static func version(of database: borrowing Database) throws(StateFault) -> Int {
        let statement = try database.statement("PRAGMA user_version")
        return try statement.next() ? statement.number(0) ?? 0 : 0
    }
}
