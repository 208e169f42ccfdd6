import Fleet
import FoundationEssentials

/// Histories of an eztop that kept a day of STATUS with each row, and no log: they go into the log.
///
/// Such an eztop may run beside this one; what it writes is taken over with the next save.
enum EarlierHistory {
    static func takeOver(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) {
        let rows = try database.statement(
            """
            SELECT serial, channel, name, observed, history FROM cameras
                WHERE account = '\(account.mark)' AND length(history) > 0
            """)
        var entries: [ChangeTable.Entry] = []
        while try rows.next() {
            guard let serial = rows.text(0), let channel = rows.number(1) else { throw .damaged }
            let id = CameraID(
                account: account.name, serial: serial, channel: channel == CameraTable.noChannel ? nil : channel)
            entries.append(
                ChangeTable.Entry(
                    camera: id, name: rows.text(2) ?? "", fact: .status,
                    history: History(changes: changes(rows.bytes(4)), observed: rows.date(3)), gap: gap))
        }
        guard !entries.isEmpty else { return }
        try ChangeTable.add(database, account, entries)
        try database.run("UPDATE cameras SET history = x'' WHERE account = '\(account.mark)'")
    }

    /// Seconds: what it looked at in its own rhythm is in it already.
    private static let gap: TimeInterval = 90

    private static let seen: [History.Seen] = [.online, .offline, .unobserved]

    /// Nine bytes each: the moment in milliseconds since 1970, big-endian, and what was seen.
    private static func changes(_ bytes: [UInt8]) -> [History.Change] {
        stride(from: 0, to: bytes.count - bytes.count % 9, by: 9).compactMap { start in
            let moment = bytes[start..<(start + 8)].reduce(Int64(0)) { $0 << 8 | Int64($1) }
            guard seen.indices.contains(Int(bytes[start + 8])) else { return nil }
            return History.Change(
                at: Date(timeIntervalSince1970: Double(moment) / 1000), seen: seen[Int(bytes[start + 8])])
        }
    }
}
