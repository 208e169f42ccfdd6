/// Where a value stands in a file: the tables and arrays above it, and its own key.
struct TablePath: Hashable {
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    var steps: [Step] = []

    static func + (path: TablePath, key: String) -> TablePath { TablePath(steps: path.steps + [.key(key)]) }
    static func + (path: TablePath, index: Int) -> TablePath { TablePath(steps: path.steps + [.index(index)]) }

    /// As messages name it: `accounts.app_key`. The line tells which of several tables it is. Names come from a file that
    /// may hold anything, so what does not print is left out and long ones are cut.
    var name: String {
        steps.compactMap { step -> String? in
            guard case .key(let key) = step else { return nil }
            return String(String.UnicodeScalarView(key.unicodeScalars.filter(Self.prints).prefix(64)))
        }.joined(separator: ".")
    }

    private static func prints(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
        default: true
        }
    }
}
