import Fleet
import FoundationEssentials

/// The last switch of each device's encryption by any eztop of the user's: what one of them did, no other takes for the device's own
/// doing.
enum SwitchedTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS switched(
            account TEXT NOT NULL, serial TEXT NOT NULL, at INTEGER NOT NULL, encrypted INTEGER NOT NULL,
            PRIMARY KEY(account, serial)) WITHOUT ROWID
        """

    /// Seconds within which a change is a switch's doing: some clouds do it late.
    private static let lateness: TimeInterval = 120

    /// Devices that were switched on of late, with when.
    static func read(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) -> [String: Date] {
        let rows = try database.statement("SELECT serial, at FROM switched WHERE account = '\(account.mark)' AND encrypted = 1")
        var switched: [String: Date] = [:]
        while try rows.next() {
            if let serial = rows.text(0), let at = rows.moment(1) { switched[serial] = at }
        }
        return switched
    }

    static func write(
        _ database: borrowing Database, _ account: AccountIdentity, _ switched: [String: SentSwitch]
    ) throws(StateFault) {
        let write = try database.statement(
            """
            INSERT INTO switched VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET at = excluded.at, encrypted = excluded.encrypted WHERE excluded.at > switched.at
            """)
        for (serial, sent) in switched {
            try write.run(.text(account.mark), .text(serial), .moment(sent.sent), .number(sent.expected == .on ? 1 : 0))
        }
    }

    /// Whether another eztop's switch at this moment brought about a change.
    static func isDoing(_ switched: Date?, of change: History.Change) -> Bool {
        guard let switched else { return false }
        return (-5...lateness).contains(change.at.timeIntervalSince(switched))
    }
}
