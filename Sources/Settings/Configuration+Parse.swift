import Cells
import TOMLKit
import Vocabulary

extension Configuration {
    /// Reads the text of a configuration file; `file` is its name in the problems.
    ///
    /// - Throws: every problem at once, sorted by line.
    public static func parse(_ text: String, file: String) throws(ConfigurationError) -> Configuration {
        let parsed = try ParsedConfiguration(text, file: file)
        guard parsed.document.problems.isEmpty else { throw ConfigurationError(parsed.document.problems) }
        return parsed.configuration
    }

    /// What the keys of a file say; those left out, and those that are wrong, keep what holds without them.
    init(_ root: TableReader<RootKey>) {
        self.init()
        let day = 86_400.0
        interval = root.duration(.interval, Self.intervals) ?? interval
        liveInterval = root.duration(.liveInterval, 10...30 * day) ?? liveInterval
        offlineAfter = root.duration(.offlineAfter, 0...day) ?? offlineAfter
        language = root.choice(.language) ?? language
        theme = root.string(.theme, .printable(limit: 4_096)).map(CopiedText.trimmed) ?? theme
        readOnly = root.boolean(.readOnly) ?? readOnly
        player = root.string(.player, .printable(limit: 4_096)) ?? player
        addressLife = root.duration(.addressLife, 30...720 * day) ?? addressLife
        history = root.duration(.history, day...3650 * day) ?? history
        historySize = root.string(.historySize, .size).flatMap(SizeText.init)?.bytes ?? historySize
        check = Check.read(in: root) ?? check
        battery = root.strings(.battery, .printable(limit: 64))?.map(CopiedText.tidied) ?? battery
        glyphs = root.choice(.glyphs) ?? glyphs
        color = root.choice(.color) ?? color
        columns = root.choices(.columns).map { Self.columns($0) } ?? columns
        notify = root.choices(.notify) ?? notify
        mouse = root.boolean(.mouse) ?? mouse
        clipboard = ClipboardChoice.read(in: root) ?? clipboard
        push = Push.read(in: root)
        keys = KeyBinding.all(in: root)
    }
}

extension Configuration {
    /// Each column once; without its name nobody would know which camera a row is.
    private static func columns(_ chosen: [ColumnID]) -> [ColumnID] {
        var seen: Set<ColumnID> = []
        return ((chosen.contains(.name) ? [] : [.name]) + chosen).filter { seen.insert($0).inserted }
    }
}

extension Check {
    fileprivate static func read(in root: TableReader<RootKey>) -> Check? {
        guard let value = root.value(.check),
            let text = root.string(value, at: root.path(of: .check), expected: .duration).map(CopiedText.tidied)
        else { return nil }
        if text == "on-demand" { return .onDemand }
        guard let duration = DurationText(text), (10...30 * 86_400).contains(duration.seconds) else {
            root.report(.badValue(.onDemandOrDuration), .check)
            return nil
        }
        return .every(duration.seconds)
    }
}

extension ClipboardChoice {
    fileprivate static func read(in root: TableReader<RootKey>) -> ClipboardChoice? {
        guard let value = root.value(.clipboard) else { return nil }
        let path = root.path(of: .clipboard)
        if let array = value.array {
            let words = root.texts(of: array, at: path, .printable(limit: 4_096))
            if array.isEmpty { root.report(.badValue(.notEmpty), .clipboard) }
            return words.isEmpty ? nil : .command(words)
        }
        guard let text = root.string(value, at: path, expected: .stringOrStrings).map(CopiedText.tidied) else { return nil }
        if named[text] == nil { root.report(.badValue(.clipboard), .clipboard) }
        return named[text]
    }
}

extension Push {
    fileprivate static func read(in root: TableReader<RootKey>) -> Push? {
        guard let table = root.subtable(.push) else { return nil }
        let push = TableReader<PushKey>(table, at: root.path(of: .push), of: root.document, elsewhere: belongsOutside)
        for key in PushKey.allCases where !push.has(key) { push.report(.missing, key) }
        guard let address = push.string(.listen, .listenAddress).flatMap(address),
            let secret = push.string(.secret, .secret)
        else { return nil }
        return Push(host: address.host, port: address.port, secret: Secret(secret))
    }
}

extension KeyBinding {
    fileprivate static func all(in root: TableReader<RootKey>) -> [KeyBinding] {
        root.entries(.keys).map { name, value, path in
            var keys: [Key] = []
            for (text, path) in texts(value, at: path, root) {
                if let key = Key(name: text) { keys.append(key) } else { root.document.report(.badValue(.keyName), at: path) }
            }
            return KeyBinding(command: name, keys: keys, line: root.document.line(of: path))
        }
    }

    private static func texts(
        _ value: any TOMLValueConvertible, at path: TablePath, _ root: TableReader<RootKey>
    ) -> [(String, TablePath)] {
        guard let array = value.array else {
            return root.string(value, at: path, expected: .stringOrStrings).map { [($0, path)] } ?? []
        }
        return array.enumerated().compactMap { index, value in
            root.string(value, at: path + index).map { ($0, path + index) }
        }
    }
}

/// In TOML whatever follows a `[table]` belongs to it: the commonest slip is a key of the whole file written below one.
func belongsOutside(_ key: String) -> ConfigurationProblem.What? {
    RootKey(rawValue: key) != nil ? .misplaced(belongsIn: nil) : nil
}
