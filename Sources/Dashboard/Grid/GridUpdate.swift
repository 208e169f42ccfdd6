import Cells
import Fleet
import Settings
import Wording

/// Moving, sorting and filtering.
extension State {
    mutating func select(row: Int) {
        guard !grid.rows.isEmpty else { return }
        grid.isChosen = true
        let row = min(max(0, row), grid.rows.count - 1)
        grid.selected = snapshot.cameras[grid.rows[row]].id
        scrollToSelection()
    }

    mutating func move(by rows: Int) {
        select(row: (grid.place(in: snapshot.cameras) ?? 0) + rows)
    }

    /// To the next camera that needs attention, round the end; says so when there is none. A device whose channels are all offline
    /// is one problem, at the first of its rows.
    mutating func selectNextProblem() {
        let count = grid.rows.count
        let start = grid.place(in: snapshot.cameras) ?? 0
        let silent = snapshot.cameras.silentDevices
        var entries: [DeviceID: Int] = [:]
        for (row, place) in grid.rows.enumerated() {
            let device = snapshot.cameras[place].id.device
            if silent[device] != nil, entries[device] == nil { entries[device] = row }
        }
        for step in 1...max(1, count) where count > 0 {
            let row = (start + step) % count
            let camera = snapshot.cameras[grid.rows[row]]
            if let entry = entries[camera.id.device], entry != row { continue }
            if camera.attention(at: now).isNeeded {
                select(row: row)
                return
            }
        }
        notices.add(.answer, texts.notices.noProblem, at: now)
    }

    /// The next column of those on the screen, then the order of attention again.
    mutating func sortByNextColumn() {
        let columns = ColumnLayout(grid.columns, width: size.columns, content: grid.content, texts: texts).places.map(\.column.id)
        guard let current = grid.sort.column, let place = columns.firstIndex(of: current) else {
            grid.sort = GridState.Sort(column: columns.first)
            arrange()
            return
        }
        grid.sort = GridState.Sort(column: place + 1 < columns.count ? columns[place + 1] : nil)
        arrange()
    }

    /// A key while the filter is typed. Enter keeps it, Esc clears it; arrows move in the rows meanwhile.
    mutating func editFilter(_ key: Key) {
        switch key {
        case .enter:
            grid.editingFilter = false
        case .escape:
            grid.editingFilter = false
            setFilter { $0.clear() }
        case .backspace where grid.filter.text.isEmpty: grid.editingFilter = false
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -layout.body.count)
        case .pageDown: move(by: layout.body.count)
        default: setFilter { _ = $0.edit(key) }
        }
    }

    mutating func setFilter(_ edit: (inout TextField) -> Void) {
        let text = grid.filter.text
        edit(&grid.filter.field)
        guard grid.filter.text != text else { return }
        grid.isChosen = true
        arrange()
    }
}
