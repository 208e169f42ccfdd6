import TOMLKit
import Vocabulary

extension Account {
    /// Every `[[accounts]]` that can be read; names that come twice are reported.
    static func all(in root: TableReader<RootKey>) -> [(account: Account, path: TablePath)] {
        var seen: Set<String> = []
        return root.tables(.accounts).compactMap { table, path in
            let reader = TableReader<AccountKey>(table, at: path, of: root.document, elsewhere: belongsOutside)
            guard let account = read(reader) else { return nil }
            if !seen.insert(account.name).inserted { reader.report(.duplicateAccount(name: account.name), .name) }
            return (account, path)
        }
    }

    private static func read(_ reader: TableReader<AccountKey>) -> Account? {
        for key in [AccountKey.name, .appKey] where !reader.has(key) { reader.report(.missing, key) }
        let name = reader.string(.name, .accountName)
        let appKey = reader.string(.appKey, .appKey)
        let secret = secret(reader)
        let place = place(reader)
        let devices = devices(reader)
        let codes = codes(reader)
        guard let name, let appKey, let secret, let place, let devices else { return nil }
        return Account(name: name, place: place, appKey: appKey, secret: secret, devices: devices, verificationCodes: codes)
    }

    private static func place(_ reader: TableReader<AccountKey>) -> AccountPlace? {
        guard reader.has(.baseURL) else {
            guard reader.has(.region) else { return .region(.cn) }
            let region: Region? = reader.choice(.region)
            return region.map(AccountPlace.region)
        }
        if reader.has(.region) { reader.report(.conflict(with: AccountKey.region.rawValue), .baseURL) }
        return reader.string(.baseURL, .baseURL).flatMap(BaseURL.init).map { .baseURL($0.text) }
    }

    private static func secret(_ reader: TableReader<AccountKey>) -> SecretSource? {
        let given = [AccountKey.appSecret, .appSecretFile, .appSecretCommand].filter(reader.has)
        guard let first = given.first else {
            reader.report(.missing, .appSecret)
            return nil
        }
        for other in given.dropFirst() { reader.report(.conflict(with: first.rawValue), other) }
        switch first {
        case .appSecretFile: return reader.string(first, .printable(limit: 4_096)).map { .file(CopiedText.trimmed($0)) }
        case .appSecretCommand: return reader.string(first, .printable(limit: 4_096)).map { .command($0) }
        default: return reader.string(first, .secret).map { .literal(Secret($0)) }
        }
    }

    private static func devices(_ reader: TableReader<AccountKey>) -> [Source]? {
        guard reader.has(.devices) else { return [.own] }
        guard let names = reader.strings(.devices, .oneOf(Source.allCases.map(\.rawValue))) else { return nil }
        guard let sources = Source.list(names) else {
            if reader.value(.devices)?.array?.isEmpty == true { reader.report(.badValue(.notEmpty), .devices) }
            return nil
        }
        return sources
    }

    private static func codes(_ reader: TableReader<AccountKey>) -> [String: Secret] {
        var codes: [String: Secret] = [:]
        for (serial, value, path) in reader.entries(.verificationCodes) {
            // What follows the heading of the table belongs to it, and looks like a device's code where that was not meant.
            if let fault = misplaced(serial) {
                reader.document.report(fault, at: path)
                continue
            }
            if let code = reader.string(value, at: path, .verificationCode) { codes[CopiedText.tidied(serial)] = Secret(code) }
        }
        return codes
    }

    /// That a key is a setting's and no serial; nil where it may be one.
    private static func misplaced(_ key: String) -> ConfigurationProblem.What? {
        if RootKey(rawValue: key) != nil { return .misplaced(belongsIn: nil) }
        if AccountKey(rawValue: key) != nil { return .misplaced(belongsIn: RootKey.accounts.rawValue) }
        // National serials have blanks; none has what joins the words of a setting.
        return key.contains("_") ? .badValue(.serial) : nil
    }
}

extension Source {
    /// As a variable has them: `own,hosted`.
    static func listed(_ text: String) -> [Source]? {
        list(text.split(separator: ",", omittingEmptySubsequences: false).map { CopiedText.trimmed(String($0)) })
    }

    /// The sources of these names, each once, own devices first; nil when there is none or one that is unknown.
    static func list(_ names: [String]) -> [Source]? {
        let sources = names.map(Source.init(rawValue:))
        guard !sources.isEmpty, !sources.contains(nil) else { return nil }
        return allCases.filter(sources.contains)
    }
}
