import Fleet
import FoundationEssentials
import System
import Vocabulary

/// Who writes the log of changes of an account's own cameras, and of those hosted to it: one of the user's eztops at a time, as long as it lives and saves.
///
/// Each of them sees the cloud in its own rhythm, and knows of the others only what they have saved: written by several, the log would
/// have gaps in which another one looked, and changes twice. Whoever comes after it writes what it saw itself meanwhile.
enum WriterTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS writer(
            account TEXT NOT NULL, source TEXT NOT NULL, process INTEGER NOT NULL, run TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY(account, source)) WITHOUT ROWID
        """

    /// Seconds without a save after which a writer is one no more: it is stopped, or its machine was asleep.
    private static let life: TimeInterval = 150

    /// Makes this run the writer, where nobody else is.
    ///
    /// - Parameter run: names one run of the service.
    /// - Returns: whether it is.
    static func take(
        _ database: borrowing Database, _ account: AccountIdentity, _ source: Source, run: String, at now: Date
    ) throws(StateFault) -> Bool {
        let rows = try database.statement(
            "SELECT process, run, at FROM writer WHERE account = '\(account.mark)' AND source = '\(source.rawValue)'")
        if try rows.next(), let process = rows.number(0), let other = rows.text(1), other != run, let at = rows.moment(2),
            // Of this process's own number: one of before, in a container that was started again.
            process != ProcessIdentity.own, abs(now.timeIntervalSince(at)) < life, ProcessIdentity.isAlive(process)
        {
            return false
        }
        rows.reset()
        let write = try database.statement("INSERT OR REPLACE INTO writer VALUES(?, ?, ?, ?, ?)")
        try write.run(
            .text(account.mark), .text(source.rawValue), .number(ProcessIdentity.own), .text(run), .moment(now))
        return true
    }

    /// This run has written its last.
    static func leave(_ database: borrowing Database, _ account: AccountIdentity, run: String) throws(StateFault) {
        let delete = try database.statement("DELETE FROM writer WHERE account = ? AND run = ?")
        try delete.run(.text(account.mark), .text(run))
    }
}
