import Cells
import Fleet
import Settings
import Wording

/// The list of cameras, which lies under all other pages. There is one, whose state is `State.grid`.
struct GridPage: Page {
    static let scope = Scope.grid

    /// Leaves whatever lies over it.
    static func open(in state: inout State) -> [Effect] {
        let left = state.behind + [state.page]
        state.behind = []
        state.page = GridPage()
        state.arrange()
        return left.flatMap(\.closing)
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        HeaderView(state: state).draw(into: &frame, layout: layout)
        if layout.listColumns.count == frame.size.columns {
            drawList(state, into: &frame, layout: layout)
        } else {
            var list = Frame(size: Size(columns: layout.listColumns.count, rows: frame.size.rows))
            drawList(state, into: &list, layout: layout)
            frame.put(list, rows: layout.heading..<layout.body.upperBound, at: Point(column: 0, row: layout.heading))
        }
        RulesView(state: state).draw(into: &frame, layout: layout)
        if let pane = layout.pane {
            var part = Frame(size: pane.size)
            PaneView(state: state).draw(into: &part)
            frame.put(part, rows: 0..<pane.rows.count, at: Point(column: pane.columns.lowerBound, row: pane.rows.lowerBound))
        }
        NewsView(state: state).draw(into: &frame, layout: layout)
    }

    private func drawList(_ state: State, into frame: inout Frame, layout: Layout) {
        if state.grid.tiles {
            TilesView(state: state).draw(into: &frame, layout: layout)
        } else {
            GridView(state: state).draw(into: &frame, layout: layout)
        }
    }

    func prompt(in state: State) -> Prompt? {
        guard state.grid.editingFilter else { return nil }
        return Prompt(
            scope: .gridFilter, field: state.grid.filter.field,
            remark: state.texts.header.filtered(state.grid.rows.count, state.chosenCameras.count),
            take: { state, field in state.setFilter { $0 = field } }, end: { $0.grid.editingFilter = false })
    }

    /// A click selects a row, and opens its details when it is selected already; on a title it sorts. The wheel moves.
    func point(_ mouse: Mouse, in state: inout State) -> [Effect] {
        guard mouse.action == .press else {
            state.move(by: (mouse.action == .wheelUp ? -Self.wheel : Self.wheel) * state.window.across)
            return []
        }
        let layout = state.layout
        if mouse.point.row == layout.heading, layout.listColumns ~= mouse.point.column, !state.grid.tiles {
            return state.sort(at: mouse.point.column)
        }
        guard let row = state.row(at: mouse.point, layout), state.grid.rows.indices.contains(row) else { return [] }
        let again = state.grid.place(in: state.snapshot.cameras) == row && state.grid.isChosen
        state.select(row: row)
        return again ? DetailsPage.open(in: &state) : []
    }

    /// Rows that a turn of the wheel moves by.
    private static let wheel = 3
}

extension State {
    fileprivate func row(at point: Point, _ layout: Layout) -> Int? {
        let (across, lines) = window
        let line = grid.tiles ? (point.row - layout.heading) / TilesView.height : point.row - layout.body.lowerBound
        guard point.row >= (grid.tiles ? layout.heading : layout.body.lowerBound), line < lines,
            layout.listColumns ~= point.column
        else { return nil }
        return grid.top + line * across + min(across - 1, point.column / max(1, layout.listColumns.count / across))
    }

    fileprivate mutating func sort(at column: Int) -> [Effect] {
        let columns = columnLayout
        guard let place = columns.places.last(where: { $0.start <= column }) else { return [] }
        let id = place.column.id
        return sort(grid.sort.column == id ? grid.sort.turned : GridState.Sort(column: id))
    }
}
