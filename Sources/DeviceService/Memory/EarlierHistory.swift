import Fleet
import FoundationEssentials
import Vocabulary

/// The day of STATUS that stands with each row: an eztop that kept no log has nothing else, and goes on with it beside this one. What it
/// saw goes into the log.
enum EarlierHistory {
    /// Takes over what such an eztop has written since the log ends: with each load, and before each save writes the rows anew.
    static func takeOver(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) {
        let rows = try database.statement(
            """
            SELECT serial, channel, cameras.name, cameras.observed, history, source FROM cameras
                LEFT JOIN watched USING(account, serial, channel)
                LEFT JOIN observed ON observed.camera = watched.camera AND fact = 0
                WHERE account = '\(account.mark)' AND length(history) BETWEEN 1 AND \(longest) AND length(history) % 9 = 0
                    AND cameras.observed > coalesce(until, 0) / 1000.0 + 1
            """)
        var entries: [ChangeTable.Entry] = []
        while try rows.next() {
            guard let serial = rows.text(0), let channel = rows.number(1) else { throw .damaged }
            let id = CameraID(
                account: account.name, serial: serial, channel: channel == CameraTable.noChannel ? nil : channel)
            entries.append(
                ChangeTable.Entry(
                    camera: id, source: rows.text(5).flatMap(Source.init) ?? .own, name: rows.text(2) ?? "", fact: .status,
                    history: History(changes: changes(rows.bytes(4)), observed: rows.date(3)), gap: gap))
        }
        try ChangeTable.add(database, account, entries)
    }

    /// Seconds: what it looked at in its own rhythm is in it already.
    private static let gap: TimeInterval = 90
    /// Bytes: it kept 256 changes at most.
    private static let longest = 16_384

    private static let seen: [History.Seen] = [.online, .offline, .unobserved]

    /// Nine bytes each: the moment in milliseconds since 1970, big-endian, and what was seen. One byte more, which an older eztop leaves
    /// out, says that it is in the log.
    static func bytes(_ changes: [History.Change]) -> [UInt8] {
        let bytes = changes.flatMap { change -> [UInt8] in
            let moment = Int64(max(-9e15, min(9e15, change.at.timeIntervalSince1970 * 1000)))
            let seen: History.Seen = change.seen.isOffline ? .offline : change.seen == .online ? .online : .unobserved
            return (0..<8).map { UInt8(truncatingIfNeeded: moment >> (56 - 8 * $0)) } + [
                UInt8(Self.seen.firstIndex(of: seen) ?? 2)
            ]
        }
        return bytes + [0]
    }

    private static func changes(_ bytes: [UInt8]) -> [History.Change] {
        let changes = stride(from: 0, to: bytes.count - bytes.count % 9, by: 9).compactMap { start -> History.Change? in
            let moment = bytes[start..<(start + 8)].reduce(Int64(0)) { $0 << 8 | Int64($1) }
            guard seen.indices.contains(Int(bytes[start + 8])) else { return nil }
            return History.Change(
                at: Date(timeIntervalSince1970: Double(moment) / 1000), seen: seen[Int(bytes[start + 8])])
        }
        return zip(changes, changes.dropFirst()).allSatisfy { $0.at <= $1.at } ? changes : []
    }
}
