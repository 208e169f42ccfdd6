import Fleet
import FoundationEssentials

/// Devices whose encryption was lifted from here, by any process of the user.
enum LiftedTable {
    static let schema = """
        CREATE TABLE lifted(
            account TEXT NOT NULL, serial TEXT NOT NULL, at REAL NOT NULL, until REAL,
            PRIMARY KEY(account, serial)) WITHOUT ROWID
        """

    static func read(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) -> [String: EncryptionLift] {
        let rows = try database.statement("SELECT serial, at, until FROM lifted WHERE account = '\(account.mark)'")
        var lifted: [String: EncryptionLift] = [:]
        while try rows.next() {
            guard let serial = rows.text(0), let at = rows.date(1) else { throw .damaged }
            lifted[serial] = EncryptionLift(at: at, until: rows.date(2))
        }
        return lifted
    }

    /// What another process lifted meanwhile stays, and of two lifts of one device the newer one.
    static func write(
        _ database: borrowing Database, _ account: AccountIdentity, _ lifted: [String: EncryptionLift], restored: Set<String>
    ) throws(StateFault) {
        let delete = try database.statement("DELETE FROM lifted WHERE account = ? AND serial = ?")
        for serial in restored { try delete.run(.text(account.mark), .text(serial)) }
        let insert = try database.statement(
            """
            INSERT INTO lifted(account, serial, at, until) VALUES(?, ?, ?, ?)
            ON CONFLICT(account, serial) DO UPDATE SET at = excluded.at, until = excluded.until WHERE excluded.at >= lifted.at
            """)
        for (serial, lifted) in lifted {
            try insert.run(.text(account.mark), .text(serial), .date(lifted.at), .date(lifted.until))
        }
    }
}
