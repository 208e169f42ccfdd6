import Fleet

/// What alerts keep: what holds, what was told, and what waits to be sent. Each thing is a row by its kind, account and name, in the
/// words of whoever keeps it.
public struct AlertRow: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        public var kind: String
        /// nil for what is of no account.
        public var account: AccountName?
        public var name: String

        public init(_ kind: String, _ account: AccountName?, _ name: String) {
            self.kind = kind
            self.account = account
            self.name = name
        }
    }

    public var key: Key
    public var body: String

    public init(_ key: Key, _ body: String) {
        self.key = key
        self.body = body
    }
}

extension StateFile {
    /// The rows of these accounts, and those of none.
    ///
    /// - Throws: why nothing of it can be read.
    public func alertRows(of accounts: [AccountIdentity]) throws(StateFault) -> [AlertRow] {
        var rows: [AlertRow] = []
        try open { database, key throws(StateFault) in
            try database.run(AlertTable.schema)
            let names = Dictionary(accounts.map { (key.hiding($0).mark, $0.name) }) { first, _ in first }
            rows = try AlertTable.read(database, names)
        }
        return rows
    }

    /// Writes all of these rows or none; one without a body goes.
    public func keep(_ changes: [(key: AlertRow.Key, body: String?)], of accounts: [AccountIdentity]) throws(StateFault) {
        guard !changes.isEmpty else { return }
        try open { database, key throws(StateFault) in
            try database.run(AlertTable.schema)
            let marks = Dictionary(accounts.map { ($0.name, key.hiding($0).mark) }) { first, _ in first }
            try database.transaction { () throws(StateFault) in try AlertTable.write(database, changes, marks) }
        }
    }
}

/// Made only where there are alerts: no other start pays for it.
enum AlertTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS alerts(
            kind TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY(kind, account, name)) WITHOUT ROWID
        """

    /// More rows than that nobody has written who meant well.
    private static let most = 500_000

    /// - Parameter names: the accounts' names, by their marks.
    static func read(_ database: borrowing Database, _ names: [String: AccountName]) throws(StateFault) -> [AlertRow] {
        let rows = try database.statement("SELECT kind, account, name, body FROM alerts LIMIT \(most)")
        var all: [AlertRow] = []
        while try rows.next() {
            guard let kind = rows.text(0), let mark = rows.text(1), let name = rows.text(2), let body = rows.text(3) else {
                continue
            }
            if mark.isEmpty {
                all.append(AlertRow(AlertRow.Key(kind, nil, name), body))
            } else if let account = names[mark] {
                all.append(AlertRow(AlertRow.Key(kind, account, name), body))
            }
        }
        return all
    }

    /// - Parameter marks: the accounts' marks, by their names.
    static func write(
        _ database: borrowing Database, _ changes: [(key: AlertRow.Key, body: String?)], _ marks: [AccountName: String]
    ) throws(StateFault) {
        let insert = try database.statement("INSERT OR REPLACE INTO alerts(kind, account, name, body) VALUES(?, ?, ?, ?)")
        let delete = try database.statement("DELETE FROM alerts WHERE kind = ? AND account = ? AND name = ?")
        for (key, body) in changes {
            guard let mark = key.account.map({ marks[$0] }) ?? "" else { continue }
            if let body {
                try insert.run(.text(key.kind), .text(mark), .text(key.name), .text(body))
            } else {
                try delete.run(.text(key.kind), .text(mark), .text(key.name))
            }
        }
    }
}
