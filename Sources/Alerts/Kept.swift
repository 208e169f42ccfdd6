/// A table that knows which of its rows are not yet as they are kept.
struct Kept<Key: Hashable & Sendable, Row: Equatable & Sendable>: Sendable {
    private(set) var all: [Key: Row]
    private var changed: Set<Key> = []

    init(_ all: [Key: Row] = [:]) { self.all = all }

    subscript(key: Key) -> Row? {
        get { all[key] }
        set {
            guard all[key] != newValue else { return }
            all[key] = newValue
            changed.insert(key)
        }
    }

    /// What is to be written since the last time; nil where a row goes.
    mutating func takeChanges() -> [(key: Key, row: Row?)] {
        defer { changed = [] }
        return changed.map { ($0, all[$0]) }
    }
}
