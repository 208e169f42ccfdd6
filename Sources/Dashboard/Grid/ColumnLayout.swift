import Cells
import Fleet
import Settings
import Wording

/// Which columns the grid has room for, and where each starts.
struct ColumnLayout {
    struct Place {
        var column: Column
        var start: Int
        var width: Int
    }

    var places: [Place]
    /// Columns before the first one: the selection's `>`.
    static let margin = 3

    /// Takes the columns of least worth away until the rest fits, then gives what is left to the ones that want more.
    ///
    /// - Parameter terminal: columns of the terminal, of which `width` are the grid's.
    init(_ columns: [ColumnID], width: Int, terminal: Int, content: ContentWidths, texts: Texts) {
        let narrow = terminal < 100
        let margin = width < 60 ? 2 : Self.margin
        let gap = width < 60 ? 1 : 2
        let room = max(0, width - margin)
        var chosen = Column.chosen(columns).filter { terminal >= $0.from }.map { column in
            let (least, best) = column.width(content, texts, terminal)
            let title = Glyphs.width(of: narrow ? column.shortTitle(texts) : column.title(texts))
            return (column: column, width: (least: max(least, title), best: max(best, title)))
        }
        func least() -> Int { chosen.reduce(0) { $0 + $1.width.least } + gap * max(0, chosen.count - 1) }
        while chosen.count > 1, least() > room,
            let last = chosen.indices.max(by: { chosen[$0].column.priority < chosen[$1].column.priority })
        {
            chosen.remove(at: last)
        }
        var spare = max(0, room - least())
        var widths = chosen.map(\.width.least)
        for index in chosen.indices.sorted(by: { chosen[$0].column.priority < chosen[$1].column.priority }) {
            let more = min(spare, max(0, chosen[index].width.best - widths[index]))
            widths[index] += more
            spare -= more
        }
        places = []
        var start = margin
        for index in chosen.indices {
            let width = min(widths[index], max(0, width - start))
            places.append(Place(column: chosen[index].column, start: start, width: width))
            start += widths[index] + gap
        }
    }
}

extension ColumnLayout {
    /// Columns in which all of the grid's columns are as wide as they like to be.
    static func best(_ state: State) -> Int {
        let shown = state.verdict.isFresh ? state.grid.columns.filter { $0 != .age } : state.grid.columns
        let columns = ColumnLayout(
            shown, width: 1000, terminal: state.size.columns, content: state.grid.content, texts: state.texts
        ).places
        return columns.last.map { $0.start + $0.width } ?? 0
    }
}

extension State {
    /// The columns that the terminal has room for. AGE is there while something is old.
    var columnLayout: ColumnLayout {
        ColumnLayout(
            verdict.isFresh ? grid.columns.filter { $0 != .age } : grid.columns, width: layout.listColumns.count,
            terminal: size.columns,
            content: grid.content, texts: texts)
    }
}
