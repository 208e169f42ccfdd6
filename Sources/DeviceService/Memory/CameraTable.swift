import Fleet
import FoundationEssentials
import Vocabulary

/// The rows as they were last known. An answer with an address is left out: an address is a secret.
enum CameraTable {
    /// `observed` and `history` are for an older eztop, which has no log of changes.
    static let schema = """
        CREATE TABLE cameras(
            account TEXT NOT NULL, serial TEXT NOT NULL, channel INTEGER NOT NULL, source TEXT NOT NULL,
            name TEXT NOT NULL, model TEXT NOT NULL, battery INTEGER NOT NULL,
            status TEXT, status_code INTEGER, status_checked REAL, status_call TEXT, status_changed REAL,
            encryption TEXT, encryption_code INTEGER, encryption_checked REAL, encryption_call TEXT, encryption_changed REAL,
            live TEXT, live_code TEXT, live_message TEXT, live_checked REAL, live_call TEXT,
            observed REAL, history BLOB NOT NULL,
            PRIMARY KEY(account, serial, channel)) WITHOUT ROWID
        """

    private static let columns = """
        serial, channel, source, name, model, battery, status, status_code, status_checked, status_call, status_changed,
        encryption, encryption_code, encryption_checked, encryption_call, encryption_changed,
        live, live_code, live_message, live_checked, live_call
        """

    /// A channel's number is never negative; a device without channels is a row all the same.
    static let noChannel = -1

    static func read(
        _ database: borrowing Database, _ account: AccountIdentity, _ lifted: [String: EncryptionLift], _ pasts: [CameraID: Past]
    ) throws(StateFault) -> [Camera] {
        let rows = try database.statement(
            """
            SELECT \(columns), device_name, channel_name FROM cameras LEFT JOIN names USING(account, serial, channel)
                WHERE account = '\(account.mark)'
            """)
        var cameras: [Camera] = []
        cameras.reserveCapacity(try count(database, account))
        while try rows.next() {
            guard let serial = rows.text(0), let channel = rows.number(1), let source = rows.text(2).flatMap(Source.init) else {
                throw .damaged
            }
            let id = CameraID(account: account.name, serial: serial, channel: channel == noChannel ? nil : channel)
            var camera = Camera(
                id: id, source: source, name: rows.text(3) ?? "", model: rows.text(4) ?? "", battery: rows.number(5) == 1,
                lifted: lifted[serial],
                history: pasts[id]?.status ?? History())
            camera.status = fact(rows, 6) { Status(word: $0, code: $1) }
            camera.encryption = fact(rows, 11) { Encryption(word: $0, code: $1) }
            if let word = rows.text(16), let checked = rows.date(19),
                let answer = LiveAnswer(word: word, code: rows.text(17) ?? "", message: rows.text(18) ?? "")
            {
                camera.live = Fact(answer, checked: checked, call: CallName(rawValue: rows.text(20) ?? ""))
            }
            if let device = rows.text(21), let channel = rows.text(22) {
                camera.listedNames = ListedNames(device: device, channel: channel)
            }
            cameras.append(camera)
        }
        return cameras
    }

    /// What was last said of the channels of recorders, one by one.
    static func words(
        _ database: borrowing Database, _ account: AccountIdentity
    ) throws(StateFault) -> [CameraID: Fact<Status>] {
        let rows = try database.statement(
            """
            SELECT serial, channel, status, status_code, status_checked, status_call, status_changed FROM cameras
                WHERE account = '\(account.mark)' AND channel != \(noChannel)
            """)
        var words: [CameraID: Fact<Status>] = [:]
        while try rows.next() {
            guard let serial = rows.text(0), let word = fact(rows, 2, Status.init(word:code:)), word.isOfChannel else { continue }
            words[CameraID(account: account.name, serial: serial, channel: rows.number(1))] = word
        }
        return words
    }

    private static func count(_ database: borrowing Database, _ account: AccountIdentity) throws(StateFault) -> Int {
        let rows = try database.statement("SELECT count(*) FROM cameras WHERE account = '\(account.mark)'")
        return try rows.next() ? rows.number(0) ?? 0 : 0
    }

    private static func fact<Value>(
        _ row: borrowing Statement, _ column: Int32, _ value: (String, Int?) -> Value?
    ) -> Fact<Value>? {
        guard let word = row.text(column), let value = value(word, row.number(column + 1)), let checked = row.date(column + 2)
        else { return nil }
        return Fact(value, checked: checked, call: CallName(rawValue: row.text(column + 3) ?? ""), changed: row.date(column + 4))
    }

    /// The rows of the account, as far as they are of these sources, are these from now on.
    static func write(
        _ database: borrowing Database, _ account: AccountIdentity, _ sources: [Source], _ cameras: [Camera]
    ) throws(StateFault) {
        let delete = try database.statement("DELETE FROM cameras WHERE account = ? AND source = ?")
        for source in sources { try delete.run(.text(account.mark), .text(source.rawValue)) }
        let marks = Array(repeating: "?", count: 24).joined(separator: ",")
        let insert = try database.statement(
            "INSERT OR REPLACE INTO cameras(account, \(columns), observed, history) VALUES(\(marks))")
        for camera in cameras {
            let (status, encryption, live) = (camera.status, camera.encryption, camera.live?.value.lasting)
            try insert.run(
                .text(account.mark), .text(camera.id.serial), .number(camera.id.channel ?? noChannel),
                .text(camera.source.rawValue), .text(camera.name), .text(camera.model), .number(camera.battery ? 1 : 0),
                .text(status?.value.word), .number(status?.value.code), .date(status?.checked), .text(status?.call.rawValue),
                .date(status?.changed), .text(encryption?.value.word), .number(encryption?.value.code),
                .date(encryption?.checked), .text(encryption?.call.rawValue), .date(encryption?.changed),
                .text(live?.word), .text(live?.code), .text(live?.message), .date(live == nil ? nil : camera.live?.checked),
                .text(live == nil ? nil : camera.live?.call.rawValue), .date(camera.history.observed),
                .bytes(EarlierHistory.bytes(camera.history.changes)))
        }
        try NameTable.write(database, account, cameras)
    }
}

extension Status {
    fileprivate var word: String {
        switch self {
        case .online: "online"
        case .offline: "offline"
        case .unknown: "unknown"
        }
    }

    fileprivate var code: Int? { if case .unknown(let code) = self { code } else { nil } }

    fileprivate init?(word: String, code: Int?) {
        switch word {
        case "online": self = .online
        case "offline": self = .offline
        case "unknown": self = .unknown(code: code)
        default: return nil
        }
    }
}

extension Encryption {
    fileprivate var word: String {
        switch self {
        case .on: "on"
        case .off: "off"
        case .unknown: "unknown"
        }
    }

    fileprivate var code: Int? { if case .unknown(let code) = self { code } else { nil } }

    fileprivate init?(word: String, code: Int?) {
        switch word {
        case "on": self = .on
        case "off": self = .off
        case "unknown": self = .unknown(code: code)
        default: return nil
        }
    }
}

extension LiveAnswer {
    /// What of an answer still says something in the next run: its word, code and message.
    fileprivate var lasting: (word: String, code: String, message: String)? {
        switch self {
        case .address, .playing: nil
        case .refused(let code, let message): ("refused", code, message)
        case .limited(let code, let message): ("limited", code, message)
        case .broken(let code, let message): ("broken", code, message)
        }
    }

    fileprivate init?(word: String, code: String, message: String) {
        switch word {
        case "refused": self = .refused(code: code, message: message)
        case "limited": self = .limited(code: code, message: message)
        case "broken": self = .broken(code: code, message: message)
        default: return nil
        }
    }
}
