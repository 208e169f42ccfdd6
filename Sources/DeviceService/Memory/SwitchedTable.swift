import Fleet
import FoundationEssentials

/// The last switch of each device's encryption by any eztop of the user's, through each account: what one of them did, no other takes for the
/// device's own doing.
enum SwitchedTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS switched(
            account TEXT NOT NULL, serial TEXT NOT NULL, at INTEGER NOT NULL, encrypted INTEGER NOT NULL,
            PRIMARY KEY(account, serial)) WITHOUT ROWID
        """

    /// By serial, through whichever account: one device may be in several.
    static func read(_ database: borrowing Database) throws(StateFault) -> [String: [SentSwitch]] {
        let rows = try database.statement("SELECT serial, at, encrypted FROM switched")
        var switched: [String: [SentSwitch]] = [:]
        while try rows.next() {
            guard let serial = rows.text(0), let at = rows.moment(1) else { continue }
            switched[serial, default: []].append(SentSwitch(rows.number(2) == 1 ? .on : .off, sent: at))
        }
        return switched
    }

    /// Of two switches of one device the newer one stays. One of times to come was written down before the clock was set back.
    static func write(
        _ database: borrowing Database, _ account: AccountIdentity, _ switched: [String: SentSwitch], refused: Set<String>,
        at now: Date
    ) throws(StateFault) {
        let write = try database.statement(
            """
            INSERT INTO switched VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET at = excluded.at, encrypted = excluded.encrypted
            WHERE excluded.at > switched.at OR switched.at > ?
            """)
        for (serial, sent) in switched {
            try write.run(
                .text(account.mark), .text(serial), .moment(sent.sent), .number(sent.expected == .on ? 1 : 0), .moment(now))
        }
        // Written before they were sent, and not done.
        let delete = try database.statement("DELETE FROM switched WHERE account = ? AND serial = ?")
        for serial in refused { try delete.run(.text(account.mark), .text(serial)) }
    }
}
