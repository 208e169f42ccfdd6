import Fleet
import FoundationEssentials

/// What the names of the rows are made of. A table beside the rows, so that an older eztop goes on with the same file: its rows have
/// the names as they were shown, and none here.
enum NameTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS names(
            account TEXT NOT NULL, serial TEXT NOT NULL, channel INTEGER NOT NULL,
            device_name TEXT NOT NULL, channel_name TEXT NOT NULL,
            PRIMARY KEY(account, serial, channel)) WITHOUT ROWID
        """

    /// Writes those of these rows, and takes away those of rows that are no more.
    static func write(
        _ database: borrowing Database, _ account: AccountIdentity, _ cameras: [Camera]
    ) throws(StateFault) {
        let insert = try database.statement("INSERT OR REPLACE INTO names VALUES(?, ?, ?, ?, ?)")
        for camera in cameras {
            guard let names = camera.listedNames else { continue }
            try insert.run(
                .text(account.mark), .text(camera.id.serial), .number(camera.id.channel ?? CameraTable.noChannel),
                .text(names.device), .text(names.channel))
        }
        let delete = try database.statement(
            """
            DELETE FROM names WHERE account = ? AND NOT EXISTS (SELECT 1 FROM cameras
                WHERE cameras.account = names.account AND cameras.serial = names.serial AND cameras.channel = names.channel)
            """)
        try delete.run(.text(account.mark))
    }
}
