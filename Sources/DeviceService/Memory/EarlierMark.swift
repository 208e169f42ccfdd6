import Fleet

/// Rows of an eztop that called accounts by a hash of the appKey, from which it could be guessed: they get the name of today.
///
/// Such an eztop may run beside this one and write more of them, which is taken over when this one starts next.
enum EarlierMark {
    /// - Returns: the account by its name of today.
    static func takeOver(
        _ account: AccountIdentity, _ database: borrowing Database, _ key: MarkKey
    ) throws(StateFault) -> AccountIdentity {
        let hidden = key.hiding(account)
        let (old, new) = (account.mark, hidden.mark)
        let left = try database.statement(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM cameras WHERE account = '\(old)')
                OR EXISTS (SELECT 1 FROM lifted WHERE account = '\(old)') OR EXISTS (SELECT 1 FROM calls WHERE account = '\(old)')
            """)
        guard try left.next() else { return hidden }
        // What is deleted is overwritten, so that the old name is not found in the file's free pages.
        try database.run("PRAGMA secure_delete = ON")
        try database.transaction { () throws(StateFault) in
            // Rows of today are the better ones: an older eztop knows less.
            try database.run(
                """
                UPDATE cameras SET account = '\(new)'
                    WHERE account = '\(old)' AND NOT EXISTS (SELECT 1 FROM cameras WHERE account = '\(new)');
                UPDATE OR IGNORE lifted SET account = '\(new)' WHERE account = '\(old)';
                INSERT INTO calls(account, day, count) SELECT '\(new)', day, count FROM calls WHERE account = '\(old)'
                    ON CONFLICT DO UPDATE SET count = count + excluded.count;
                DELETE FROM cameras WHERE account = '\(old)';
                DELETE FROM lifted WHERE account = '\(old)';
                DELETE FROM calls WHERE account = '\(old)';
                """)
        }
        return hidden
    }
}
