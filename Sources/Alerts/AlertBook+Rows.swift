import DeviceService
import Fleet
import FoundationEssentials
import Settings

/// What outlives the process, a row each. One that cannot be read is passed over.
extension AlertBook {
    private enum Kind: String {
        case noted, alert, letter, route, camera, learned, live, rule
    }

    mutating func take(_ rows: [AlertRow]) {
        var noted: [Holding: Noted] = [:], alerts: [Alert.Key: Alert] = [:], letters: [Int: Letter] = [:]
        var records: [String: RouteRecord] = [:], known: [CameraID: KnownCamera] = [:], learned: [AccountName: Date] = [:]
        var hadLive: [CameraID: Bool] = [:], begun: [RuleKind: Date] = [:]
        for row in rows {
            let key = row.key
            switch (Kind(rawValue: key.kind), key.account) {
            case (.noted, let account?):
                if let held = Holding(row: key.name, of: account), let body = Self.read(row, Noted.self) { noted[held] = body }
            case (.alert, let account?):
                guard let alert = Self.read(row, Alert.self), !alert.members.isEmpty else { continue }
                alerts[Alert.Key(account: account, id: key.name)] = alert
            case (.camera, let account?):
                if let id = CameraID(row: key.name, of: account) { known[id] = Self.read(row, KnownCamera.self) }
            case (.live, let account?): if let id = CameraID(row: key.name, of: account) { hadLive[id] = true }
            case (.learned, let account?): learned[account] = Self.date(row.body)
            case (.letter, nil):
                if let number = Int(key.name), number > 0, number < Int.max { letters[number] = Self.read(row, Letter.self) }
            case (.route, nil): records[key.name] = Self.read(row, RouteRecord.self)
            case (.rule, nil):
                guard let space = key.name.firstIndex(of: " "), let what = AlertKind(rawValue: String(key.name[..<space])) else {
                    continue
                }
                begun[RuleKind(rule: String(key.name[key.name.index(after: space)...]), what: what)] = Self.date(row.body)
            default: continue
            }
        }
        (self.noted, self.alerts, self.letters, self.records) = (Kept(noted), Kept(alerts), Kept(letters), Kept(records))
        (self.known, self.learned, self.hadLive, self.begun) = (Kept(known), Kept(learned), Kept(hadLive), Kept(begun))
    }

    /// What is to be written before anything is sent.
    mutating func takeChanges() -> [(key: AlertRow.Key, body: String?)] {
        var rows: [(key: AlertRow.Key, body: String?)] = []
        func add(_ kind: Kind, _ account: AccountName?, _ name: String, _ body: String?) {
            rows.append((AlertRow.Key(kind.rawValue, account, name), body))
        }
        for (key, row) in noted.takeChanges() { add(.noted, key.account, key.row, row.map(Self.text)) }
        for (key, row) in alerts.takeChanges() { add(.alert, key.account, key.id, row.map(Self.text)) }
        for (key, row) in letters.takeChanges() { add(.letter, nil, String(key), row.map(Self.text)) }
        for (key, row) in records.takeChanges() { add(.route, nil, key, row.map(Self.text)) }
        for (key, row) in known.takeChanges() { add(.camera, key.account, key.row, row.map(Self.text)) }
        for (key, row) in learned.takeChanges() { add(.learned, key, "", row.map { String($0.timeIntervalSince1970) }) }
        for (key, row) in hadLive.takeChanges() { add(.live, key.account, key.row, row.map { _ in "" }) }
        for (key, row) in begun.takeChanges() {
            add(.rule, nil, key.what.rawValue + " " + key.rule, row.map { String($0.timeIntervalSince1970) })
        }
        return rows
    }

    private static func read<Body: Decodable>(_ row: AlertRow, _ type: Body.Type) -> Body? {
        try? JSONDecoder().decode(type, from: Data(row.body.utf8))
    }

    private static func text(_ body: some Encodable) -> String {
        // Nothing in it can fail to be encoded.
        (try? JSONEncoder().encode(body)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func date(_ text: String) -> Date? {
        Double(text).flatMap { $0.isFinite ? Date(timeIntervalSince1970: $0) : nil }
    }
}

extension CameraID {
    /// `C69625501 1`: serials may hold colons.
    fileprivate var row: String { serial + (channel.map { " \($0)" } ?? "") }

    fileprivate init?(row: String, of account: AccountName) {
        let parts = row.split(separator: " ", omittingEmptySubsequences: false)
        guard let serial = parts.first, !serial.isEmpty, parts.count <= 2 else { return nil }
        if parts.count == 2, Int(parts[1]) == nil { return nil }
        self.init(account: account, serial: String(serial), channel: parts.count == 2 ? Int(parts[1]) : nil)
    }
}

extension Holding {
    /// `offline/C69625501 1/`: its kind, its camera if any, its rule if any.
    fileprivate var row: String { [what.rawValue, camera?.row ?? "", rule ?? ""].joined(separator: "/") }

    fileprivate init?(row: String, of account: AccountName) {
        let parts = row.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let what = AlertKind(rawValue: parts[0]) else { return nil }
        if what.isOfAccount {
            self.init(what, of: account)
        } else {
            guard let camera = CameraID(row: parts[1], of: account) else { return nil }
            self.init(what, of: camera, for: parts[2].isEmpty ? nil : parts[2])
        }
    }
}
