import Settings

/// How the user left the screen, to be found again by the next run.
public struct Preferences: Hashable, Sendable {
    public var sort: GridState.Sort
    var tiles: Bool
    /// What HISTORY shows.
    var history: HistorySpan
    /// nil where the user chose none: then the configuration's holds.
    var pane: PaneChoice?
    /// nil where the user chose none: then the configuration's hold.
    var columns: [ColumnID]?
    /// The theme that was chosen; nil where none was.
    public var theme: String?

    /// By names that the state file keeps.
    public var texts: [String: String] {
        [
            "sort-column": sort.column?.rawValue ?? "", "sort-reversed": sort.reversed ? "yes" : "no",
            "tiles": tiles ? "yes" : "no", "columns": columns?.map(\.rawValue).joined(separator: " ") ?? "",
            "theme": theme ?? "", "history": history.rawValue, "pane": pane?.rawValue ?? "",
        ]
    }

    /// What cannot be read stands as it does at the first start.
    public init(texts: [String: String]) {
        sort = GridState.Sort(
            column: texts["sort-column"].flatMap(ColumnID.init), reversed: texts["sort-reversed"] == "yes")
        tiles = texts["tiles"] == "yes"
        history = texts["history"].flatMap(HistorySpan.init) ?? .day
        pane = texts["pane"].flatMap(PaneChoice.init)
        let columns = (texts["columns"] ?? "").split(separator: " ").compactMap { ColumnID(rawValue: String($0)) }
        self.columns = columns.contains(.name) && Set(columns).count == columns.count ? columns : nil
        theme = texts["theme"].flatMap { $0.isEmpty ? nil : $0 }
    }

    init(_ state: State) {
        sort = state.grid.sort
        tiles = state.grid.tiles
        history = state.past.chosen
        pane = state.grid.pane == state.options.pane ? nil : state.grid.pane
        columns = state.grid.columns == state.options.columns ? nil : state.grid.columns
        theme = state.theme == state.options.theme ? state.options.preferences.theme : state.theme
    }
}

extension State {
    var preferences: Preferences { Preferences(self) }
}
