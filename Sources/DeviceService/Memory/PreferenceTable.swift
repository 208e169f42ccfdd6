import Fleet

/// What a front wants to find again: how the grid was sorted. By the front's own names.
enum PreferenceTable {
    static let schema = "CREATE TABLE preferences(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

    static func read(_ database: borrowing Database) throws(StateFault) -> [String: String] {
        let rows = try database.statement("SELECT name, value FROM preferences")
        var preferences: [String: String] = [:]
        while try rows.next() { if let name = rows.text(0), let value = rows.text(1) { preferences[name] = value } }
        return preferences
    }

    static func write(_ database: borrowing Database, _ preferences: [String: String]) throws(StateFault) {
        guard !preferences.isEmpty else { return }
        let insert = try database.statement("INSERT OR REPLACE INTO preferences(name, value) VALUES(?, ?)")
        for (name, value) in preferences { try insert.run(.text(name), .text(value)) }
    }
}
