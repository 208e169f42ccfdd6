import Fleet
import FoundationEssentials
import Vocabulary

/// The log of changes: what each fact of each camera was seen to be from when on, and until when somebody looked.
///
/// Whoever writes adds what the log lacks, and takes nothing away that another process wrote. Moments are milliseconds since 1970. A
/// camera is known by a number here, so that a change takes some twenty bytes.
enum ChangeTable {
    static let schema = """
        CREATE TABLE IF NOT EXISTS watched(
            camera INTEGER PRIMARY KEY, account TEXT NOT NULL, serial TEXT NOT NULL, channel INTEGER NOT NULL, name TEXT NOT NULL,
            UNIQUE(account, serial, channel));
        CREATE TABLE IF NOT EXISTS observed(
            camera INTEGER NOT NULL, fact INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY(camera, fact)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS changes(
            camera INTEGER NOT NULL, fact INTEGER NOT NULL, at INTEGER NOT NULL, seen INTEGER NOT NULL, code TEXT, author INTEGER,
            PRIMARY KEY(camera, fact, at)) WITHOUT ROWID
        """

    /// What one fact of a camera was seen to be, as far as this process knows.
    struct Entry: Sendable {
        var camera: CameraID
        var source: Source
        var name: String
        var fact: FactKind
        var history: History
        /// Seconds after which nobody looked.
        var gap: TimeInterval
    }

    /// The numbers by which words stand in the file: they never change.
    private static let words: [History.Seen] = [
        .unobserved, .unknown, .online, .offline, .blip, .on, .off, .ready, .refused, .limited, .broken,
    ]
    private static let authors: [Author] = [.cloud, .push, .you, .another, .device]

    /// Adds what the log lacks of these.
    static func add(_ database: borrowing Database, _ account: AccountIdentity, _ entries: [Entry]) throws(StateFault) {
        guard !entries.isEmpty else { return }
        var watched = Dictionary(try watched(database, account).map { ($0.id, $0) }) { first, _ in first }
        var ends = try ends(database, account)
        let switched = try SwitchedTable.read(database)
        let watch = try database.statement(
            "INSERT INTO watched(account, serial, channel, name) VALUES(?, ?, ?, ?) RETURNING camera")
        let call = try database.statement("UPDATE watched SET name = ? WHERE camera = ?")
        let insert = try database.statement("INSERT OR REPLACE INTO changes VALUES(?, ?, ?, ?, ?, ?)")
        let look = try database.statement("INSERT OR REPLACE INTO observed VALUES(?, ?, ?)")
        for entry in entries {
            guard let observed = entry.history.observed else { continue }
            if watched[entry.camera] == nil {
                watch.bind(
                    .text(account.mark), .text(entry.camera.serial), .number(entry.camera.channel ?? CameraTable.noChannel),
                    .text(entry.name))
                guard try watch.next(), let number = watch.number(0) else { throw .damaged }
                watched[entry.camera] = Watched(number: number, id: entry.camera, name: entry.name)
                watch.reset()
            }
            guard let camera = watched[entry.camera] else { continue }
            if camera.name != entry.name {
                try call.run(.text(entry.name), .number(camera.number))
                watched[entry.camera]?.name = entry.name
            }
            let key = Key(camera: camera.number, fact: entry.fact)
            for var change in entry.history.following(ends[key], gap: entry.gap) {
                if change.author == .device, let sent = switched[entry.camera.serial],
                    sent.contains(where: { $0.isDoing(.on, at: change.at, within: entry.gap) })
                {
                    change.author = .another
                }
                try insert.run(
                    .number(key.camera), .number(key.fact.rawValue), .moment(change.at),
                    .number(words.firstIndex(of: change.seen)),
                    .text(change.code), .number(change.author.flatMap(authors.firstIndex)))
                ends[key] = LogEnd(change: change, observed: observed)
            }
            if let end = ends[key], end.observed > observed { continue }
            try look.run(.number(key.camera), .number(key.fact.rawValue), .moment(observed))
            ends[key]?.observed = observed
        }
        try forgetSurplus(database, account, watched.count)
    }

    /// What is remembered of an account's cameras within a span, with what held at its begin; of an outage that held then all of it.
    ///
    /// - Parameters:
    ///   - facts: of the others nothing is read.
    ///   - cameras: nil reads all of them.
    static func read(
        _ database: borrowing Database, _ account: AccountIdentity, _ facts: [FactKind], of cameras: Set<CameraID>? = nil,
        in span: DateInterval
    ) throws(StateFault) -> [CameraID: Past] {
        let untils = try ends(database, account, last: false)
        let changes = try database.statement(
            """
            SELECT at, seen, code, author FROM changes WHERE camera = ?1 AND fact = ?2 AND at <= ?4 AND at >= coalesce(
                (SELECT at FROM changes WHERE camera = ?1 AND fact = ?2 AND at <= ?3 AND (?2 > 0 OR seen = ?5) ORDER BY at DESC LIMIT 1),
                0) ORDER BY at
            """)
        var pasts: [CameraID: Past] = [:]
        for camera in try watched(database, account) where cameras?.contains(camera.id) != false {
            var past = Past(name: camera.name)
            for fact in facts {
                guard let observed = untils[Key(camera: camera.number, fact: fact)]?.observed else { continue }
                var history = History(observed: observed)
                changes.bind(
                    .number(camera.number), .number(fact.rawValue), .moment(span.start), .moment(span.end),
                    .number(words.firstIndex(of: .online)))
                while try changes.next() {
                    guard let change = change(changes, from: 0) else { continue }
                    // A file that was tampered with may be in any order.
                    if history.changes.last.map({ $0.at < change.at }) ?? true { history.changes.append(change) }
                }
                changes.reset()
                past[fact] = history
            }
            pasts[camera.id] = past
        }
        return pasts
    }

    /// The clock was ahead once, and is right now: what was written of times to come never was.
    static func dropFuture(_ database: borrowing Database, _ account: AccountIdentity, after now: Date) throws(StateFault) {
        let own = "camera IN (SELECT camera FROM watched WHERE account = '\(account.mark)')"
        let moment = Int(max(0, min(9e15, now.timeIntervalSince1970 * 1000)))
        try database.run(
            """
            DELETE FROM changes WHERE \(own) AND at > \(moment);
            UPDATE observed SET until = \(moment) WHERE \(own) AND until > \(moment);
            DELETE FROM observed WHERE \(own) AND NOT EXISTS
                (SELECT 1 FROM changes WHERE changes.camera = observed.camera AND changes.fact = observed.fact)
            """)
    }

    /// Until when anybody looked at a camera of the account; nil where nobody has.
    static func end(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) -> Date? {
        let rows = try database.statement(
            "SELECT max(until) FROM observed JOIN watched USING(camera) WHERE account = '\(account.mark)'")
        return try rows.next() ? rows.moment(0) : nil
    }

    private struct Watched {
        var number: Int
        var id: CameraID
        var name: String
    }

    private struct Key: Hashable {
        var camera: Int
        var fact: FactKind
    }

    private static func watched(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) -> [Watched] {
        let rows = try database.statement("SELECT camera, serial, channel, name FROM watched WHERE account = '\(account.mark)'")
        var watched: [Watched] = []
        while try rows.next() {
            guard let number = rows.number(0), let serial = rows.text(1), let channel = rows.number(2) else { throw .damaged }
            let id = CameraID(
                account: account.name, serial: serial, channel: channel == CameraTable.noChannel ? nil : channel)
            watched.append(Watched(number: number, id: id, name: rows.text(3) ?? ""))
        }
        return watched
    }

    /// Where the log of each fact ends.
    ///
    /// - Parameter last: false leaves the last changes out, for who reads them all.
    private static func ends(
        _ database: borrowing Database, _ account: AccountIdentity, last: Bool = true
    ) throws(StateFault) -> [Key: LogEnd] {
        let change =
            last
            ? """
            JOIN changes ON changes.camera = observed.camera AND changes.fact = observed.fact AND changes.at =
                (SELECT max(at) FROM changes AS x WHERE x.camera = observed.camera AND x.fact = observed.fact)
            """ : ""
        let rows = try database.statement(
            """
            SELECT observed.camera, observed.fact, until \(last ? ", at, seen, code, author" : "") FROM observed
                JOIN watched ON watched.camera = observed.camera \(change) WHERE account = '\(account.mark)'
            """)
        var ends: [Key: LogEnd] = [:]
        while try rows.next() {
            // A fact that a newer eztop keeps is left to it.
            guard let camera = rows.number(0), let fact = rows.number(1).flatMap(FactKind.init), let until = rows.moment(2) else {
                continue
            }
            let change = last ? Self.change(rows, from: 3) : History.Change(at: until, seen: .unobserved)
            if let change { ends[Key(camera: camera, fact: fact)] = LogEnd(change: change, observed: max(until, change.at)) }
        }
        return ends
    }

    /// nil where a newer eztop wrote a word that this one does not know.
    private static func change(_ row: borrowing Statement, from column: Int32) -> History.Change? {
        guard let at = row.moment(column), let seen = row.number(column + 1), words.indices.contains(seen) else { return nil }
        let author = row.number(column + 3).flatMap { authors.indices.contains($0) ? authors[$0] : nil }
        return History.Change(at: at, seen: words[seen], code: row.text(column + 2), author: author)
    }
}

extension ChangeTable {
    /// Of the log that is dropped at once where the file has grown beyond its bound: a day, or as large a part of a shorter one.
    private static let step: (most: TimeInterval, part: Double) = (86400, 1 / 8)
    /// Pages that are given back at once.
    private static let pages = 2048

    /// Lets go what is older than the bounds say. What held then still does.
    static func prune(_ database: borrowing Database, _ bounds: LogBounds, at now: Date) throws(StateFault) {
        if try isFull(database, bounds) { try forgetCrowd(database, bounds) }
        var before = now.addingTimeInterval(-bounds.span)
        if try isFull(database, bounds), let oldest = try oldest(database) {
            before = max(before, oldest.addingTimeInterval(min(step.most, max(0, now.timeIntervalSince(oldest)) * step.part)))
        }
        try database.transaction { () throws(StateFault) in
            let observed = try database.statement("SELECT camera, fact, until FROM observed")
            let delete = try database.statement(
                """
                DELETE FROM changes WHERE camera = ?1 AND fact = ?2
                    AND at < (SELECT max(at) FROM changes WHERE camera = ?1 AND fact = ?2 AND at <= ?3)
                """)
            let forget = try database.statement("DELETE FROM changes WHERE camera = ?1 AND fact = ?2")
            let unsee = try database.statement("DELETE FROM observed WHERE camera = ?1 AND fact = ?2")
            var gone: [(camera: Int?, fact: Int?)] = []
            while try observed.next() {
                let key = (camera: observed.number(0), fact: observed.number(1))
                if let until = observed.moment(2), until < before {
                    gone.append(key)
                } else {
                    try delete.run(.number(key.camera), .number(key.fact), .moment(before))
                }
            }
            for key in gone {
                try forget.run(.number(key.camera), .number(key.fact))
                try unsee.run(.number(key.camera), .number(key.fact))
            }
            if !gone.isEmpty {
                try database.run("DELETE FROM watched WHERE camera NOT IN (SELECT camera FROM observed)")
            }
        }
        try database.run("PRAGMA incremental_vacuum(\(pages))")
    }

    /// When the oldest change was, but for those that still hold: one glance a camera.
    private static func oldest(_ database: borrowing Database) throws(StateFault) -> Date? {
        let rows = try database.statement(
            """
            SELECT min(second) FROM (SELECT (SELECT at FROM changes WHERE changes.camera = observed.camera
                AND changes.fact = observed.fact ORDER BY at LIMIT 1 OFFSET 1) AS second FROM observed)
            """)
        return try rows.next() ? rows.moment(0) : nil
    }

    static func isFull(_ database: borrowing Database, _ bounds: LogBounds) throws(StateFault) -> Bool {
        try bytes(database) > bounds.bytes
    }

    /// Of a crowd is a camera that is no more, for so many milliseconds in which others of its account were seen, and of which no more
    /// than so many changes are known; so many of them are forgotten at once.
    private static let crowd = (absence: 180_000, changes: 8, step: 500)

    /// A crowd goes before anybody's days, that of the account with most cameras: others do not pay for a cloud that names new ones at
    /// each poll. Who is only not looked at now, or has a past, is none of it.
    private static func forgetCrowd(_ database: borrowing Database, _ bounds: LogBounds) throws(StateFault) {
        try database.transaction { () throws(StateFault) in
            let account = "(SELECT account FROM watched GROUP BY account ORDER BY count(*) DESC LIMIT 1)"
            let members = try database.statement(
                """
                SELECT camera FROM watched LEFT JOIN observed USING(camera) WHERE account = \(account)
                    GROUP BY camera HAVING coalesce(max(until), 0) < \(-crowd.absence) +
                        (SELECT max(until) FROM observed JOIN watched USING(camera) WHERE account = \(account))
                        AND (SELECT count(*) FROM changes WHERE changes.camera = watched.camera) <= \(crowd.changes)
                    ORDER BY max(until) LIMIT \(crowd.step)
                """)
            while try isFull(database, bounds) {
                var gone: [Int] = []
                while try members.next() {
                    if let camera = members.number(0) { gone.append(camera) }
                }
                members.reset()
                if gone.isEmpty { return }
                try forget(gone, database)
            }
        }
    }

    private static func forget(_ cameras: [Int], _ database: borrowing Database) throws(StateFault) {
        for table in ["changes", "observed", "watched"] {
            let delete = try database.statement("DELETE FROM \(table) WHERE camera = ?")
            for camera in cameras { try delete.run(.number(camera)) }
        }
    }

    /// A cloud that names other cameras at each poll fills nobody's disk: those that were not seen for longest go first.
    private static func forgetSurplus(_ database: borrowing Database, _ account: AccountIdentity, _ count: Int) throws(StateFault)
    {
        guard count > Fleet.most else { return }
        let surplus = try database.statement(
            """
            SELECT watched.camera FROM watched LEFT JOIN observed ON observed.camera = watched.camera AND fact = 0
                WHERE account = '\(account.mark)' ORDER BY coalesce(until, 0) LIMIT \(count - Fleet.most)
            """)
        var gone: [Int] = []
        while try surplus.next() {
            if let camera = surplus.number(0) { gone.append(camera) }
        }
        try forget(gone, database)
    }

    /// What the file holds; pages that are free are not counted.
    private static func bytes(_ database: borrowing Database) throws(StateFault) -> Int {
        func number(_ name: String) throws(StateFault) -> Int {
            let row = try database.statement("PRAGMA \(name)")
            return try row.next() ? row.number(0) ?? 0 : 0
        }
        return try (number("page_count") - number("freelist_count")) * number("page_size")
    }
}

/// How much of the log of changes is kept: the oldest goes first.
public struct LogBounds: Hashable, Sendable {
    /// Seconds.
    public var span: TimeInterval
    /// Of the state file as a whole.
    public var bytes: Int

    public init(span: TimeInterval = 400 * 86400, bytes: Int = 1_000_000_000) {
        self.span = span
        self.bytes = bytes
    }
}
