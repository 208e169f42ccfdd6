import Fleet
import FoundationEssentials

/// How many calls were made on the last Beijing days, by all processes of the user.
enum CallTable {
    static let schema = """
        CREATE TABLE calls(
            account TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(account, day)) WITHOUT ROWID
        """

    /// Days that are kept.
    private static let span = 31

    static func read(_ database: borrowing Database, _ account: AccountIdentity, at now: Date) throws(StateFault) -> Int {
        let rows = try database.statement(
            "SELECT count FROM calls WHERE account = '\(account.mark)' AND day = \(BeijingDay.number(at: now))")
        // More than anybody makes in a day is a file's fault.
        return try rows.next() ? min(1_000_000_000, max(0, rows.number(0) ?? 0)) : 0
    }

    static func add(
        _ database: borrowing Database, _ account: AccountIdentity, _ count: Int, at now: Date
    ) throws(StateFault) {
        guard count > 0 else { return }
        let day = BeijingDay.number(at: now)
        let add = try database.statement(
            "INSERT INTO calls(account, day, count) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count")
        try add.run(.text(account.mark), .number(day), .number(count))
        try database.run("DELETE FROM calls WHERE day < \(day - span)")
    }
}
