import Cells
import Fleet
import Settings

/// The mouse, which is off at the start so that the terminal's own selection works, and the window's focus.
extension State {
    /// Rows that a turn of the wheel moves by.
    private static let wheel = 3

    /// A click selects a row, and opens its details when it is selected already; on a title it sorts, on a key below it does what
    /// the key does. The wheel moves.
    mutating func click(_ mouse: Mouse) -> [Effect] {
        guard self.mouse, dialog == nil else { return [] }
        if mouse.action != .press { return turn(up: mouse.action == .wheelUp) }
        let layout = layout
        if mouse.point.row == layout.keys {
            return FooterView(state: self).key(at: mouse.point.column).map { press($0) } ?? []
        }
        guard page == .grid else { return [] }
        if mouse.point.row == layout.heading, !grid.tiles { return sort(at: mouse.point.column) }
        guard let row = row(at: mouse.point, layout), grid.rows.indices.contains(row) else { return [] }
        let again = grid.place(in: snapshot.cameras) == row && grid.isChosen
        select(row: row)
        if again { open(.details(DetailsState())) }
        return []
    }

    private mutating func turn(up: Bool) -> [Effect] {
        guard page == .grid else { return press(up ? .up : .down) }
        move(by: (up ? -Self.wheel : Self.wheel) * window.across)
        return []
    }

    private func row(at point: Point, _ layout: Layout) -> Int? {
        let (across, lines) = window
        let line = grid.tiles ? (point.row - layout.heading) / TilesView.height : point.row - layout.body.lowerBound
        guard point.row >= (grid.tiles ? layout.heading : layout.body.lowerBound), line < lines else { return nil }
        return grid.top + line * across + min(across - 1, point.column / max(1, size.columns / across))
    }

    private mutating func sort(at column: Int) -> [Effect] {
        let columns = ColumnLayout(grid.columns, width: size.columns, content: grid.content, texts: texts)
        guard let place = columns.places.last(where: { $0.start <= column }) else { return [] }
        if grid.sort.column == place.column.id {
            grid.sort.reversed.toggle()
        } else {
            grid.sort = GridState.Sort(column: place.column.id)
        }
        arrange()
        return [.remember(preferences)]
    }

    /// While nobody looks, the poll takes its time; whoever comes back finds the screen drawn anew, since some terminals lose it.
    mutating func focus(_ focused: Bool) -> [Effect] {
        guard focused != self.focused else { return [] }
        self.focused = focused
        return [.setFocused(focused)] + (focused ? [.redraw] : [])
    }
}
