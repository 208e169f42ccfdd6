/// How the user left the screen, to be found again by the next run.
public struct Preferences: Hashable, Sendable {
    public var sort: GridState.Sort

    /// By names that the state file keeps.
    public var texts: [String: String] {
        ["sort-column": sort.column?.rawValue ?? "", "sort-reversed": sort.reversed ? "yes" : "no"]
    }

    /// What cannot be read stands as it does at the first start.
    public init(texts: [String: String]) {
        sort = GridState.Sort(
            column: texts["sort-column"].flatMap(ColumnID.init), reversed: texts["sort-reversed"] == "yes")
    }

    init(sort: GridState.Sort) { self.sort = sort }
}

extension State {
    var preferences: Preferences { Preferences(sort: grid.sort) }
}
