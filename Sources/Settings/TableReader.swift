import TOMLKit

/// Reads one table by its known keys. Each thing that is wrong is reported to the document and reads as absent, so that one
/// run finds them all.
struct TableReader<Key: SettingKey> {
    let table: TOMLTable
    let path: TablePath
    let document: Document

    /// Reports the keys that do not belong here; `elsewhere` knows where a key that exists stands.
    init(
        _ table: TOMLTable, at path: TablePath, of document: Document,
        elsewhere: (String) -> ConfigurationProblem.What? = { _ in nil }
    ) {
        self.table = table
        self.path = path
        self.document = document
        let known = Key.allCases.map(\.rawValue)
        for key in table.keys where !known.contains(key) {
            if document.isHopeless { break }
            document.report(elsewhere(key) ?? .unknownKey(nearest: Spelling.nearest(to: key, among: known)), at: path + key)
        }
    }

    func path(of key: Key) -> TablePath { path + key.rawValue }
    func report(_ what: ConfigurationProblem.What, _ key: Key) { document.report(what, at: path(of: key)) }
    func has(_ key: Key) -> Bool { table.contains(key: key.rawValue) }

    func string(_ key: Key, _ expected: Expectation) -> String? {
        value(key).flatMap { string($0, at: path(of: key), expected) }
    }

    /// A text as it is meant; nil, and reported, where that is not what was expected.
    func string(
        _ value: any TOMLValueConvertible, at path: TablePath, _ expected: Expectation, kind: ValueKind = .string
    ) -> String? {
        guard let text = string(value, at: path, expected: kind).map(expected.tidied) else { return nil }
        if let problem = expected.problem(of: text) {
            document.report(problem, at: path)
            return nil
        }
        return text
    }

    func boolean(_ key: Key) -> Bool? {
        guard let value = value(key) else { return nil }
        guard let boolean = value.bool else {
            mismatch(value, .boolean, at: path(of: key))
            return nil
        }
        return boolean
    }

    func number(_ key: Key, _ bounds: ClosedRange<Int>) -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.int else {
            mismatch(value, .integer, at: path(of: key))
            return nil
        }
        guard bounds.contains(number) else {
            report(.badValue(.number(from: bounds.lowerBound, to: bounds.upperBound)), key)
            return nil
        }
        return number
    }

    func duration(_ key: Key, _ bounds: ClosedRange<Double>) -> Double? {
        guard let value = value(key), let text = string(value, at: path(of: key), expected: .duration) else { return nil }
        guard let duration = DurationText(CopiedText.tidied(text)), bounds.contains(duration.seconds) else {
            report(.badDuration(from: bounds.lowerBound, to: bounds.upperBound), key)
            return nil
        }
        return duration.seconds
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: Key) -> Choice? {
        string(key, .oneOf(Choice.allCases.map(\.rawValue))).flatMap(Choice.init(rawValue:))
    }

    /// The texts of an array, with the path of each.
    func strings(_ key: Key, _ expected: Expectation) -> [String]? {
        guard let value = value(key) else { return nil }
        guard let array = value.array else {
            mismatch(value, .strings, at: path(of: key))
            return nil
        }
        return texts(of: array, at: path(of: key), expected)
    }

    /// Several of a list of words.
    func choices<Choice: RawRepresentable<String> & CaseIterable>(_ key: Key) -> [Choice]? {
        guard let words = strings(key, .printable(limit: 64)) else { return nil }
        let choices = words.map(CopiedText.tidied).compactMap(Choice.init)
        if choices.count < words.count { report(.badValue(.oneOf(Choice.allCases.map(\.rawValue))), key) }
        return choices
    }

    func texts(of array: TOMLArray, at path: TablePath, _ expected: Expectation) -> [String] {
        array.enumerated().compactMap { index, value in string(value, at: path + index, expected) }
    }

    /// A table's own reader is made by the caller, who knows its keys.
    func subtable(_ key: Key) -> TOMLTable? {
        guard let value = value(key) else { return nil }
        guard let table = value.table else {
            mismatch(value, .table, at: path(of: key))
            return nil
        }
        return table
    }

    func tables(_ key: Key) -> [(table: TOMLTable, path: TablePath)] {
        guard let value = value(key) else { return [] }
        guard let array = value.array else {
            mismatch(value, .tables, at: path(of: key))
            return []
        }
        return array.enumerated().compactMap { index, value in
            guard let table = value.table else {
                mismatch(value, .table, at: path(of: key) + index)
                return nil
            }
            return (table, path(of: key) + index)
        }
    }

    /// The entries of a table whose keys are the user's own, in the order of the file.
    func entries(_ key: Key) -> [(name: String, value: any TOMLValueConvertible, path: TablePath)] {
        guard let table = subtable(key) else { return [] }
        return table.keys.compactMap { name in
            table[name].map { (name, $0, path(of: key) + name) }
        }.sorted { (document.line(of: $0.path) ?? 0) < (document.line(of: $1.path) ?? 0) }
    }

    func value(_ key: Key) -> (any TOMLValueConvertible)? { table[key.rawValue] }

    func string(_ value: any TOMLValueConvertible, at path: TablePath, expected: ValueKind = .string) -> String? {
        guard let text = value.string else {
            mismatch(value, expected, at: path)
            return nil
        }
        return text
    }

    func mismatch(_ value: any TOMLValueConvertible, _ expected: ValueKind, at path: TablePath) {
        document.report(.wrongType(expected: expected, found: ValueKind(value.type)), at: path)
    }
}
