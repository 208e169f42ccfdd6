import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// Moving, sorting, filtering, and what goes by Esc.
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
        let isAll = grid.rows.count == snapshot.cameras.count
        notices.add(.answer, isAll ? texts.notices.noProblem : texts.notices.noProblemShown, at: now)
    }

    /// The next column of those on the screen, then the order of attention again.
    mutating func sortByNextColumn() -> [Effect] {
        let columns = columnLayout.places.map(\.column.id)
        let place = grid.sort.column.flatMap(columns.firstIndex(of:)).map { $0 + 1 } ?? 0
        return sort(GridState.Sort(column: place < columns.count ? columns[place] : nil))
    }

    mutating func sort(_ sort: GridState.Sort) -> [Effect] {
        grid.sort = sort
        arrange()
        return [.remember(preferences)]
    }

    mutating func toggleTiles() -> [Effect] {
        grid.tiles.toggle()
        scrollToSelection()
        return [.remember(preferences)]
    }

    /// The pane goes to the next place there is for it.
    mutating func movePane() -> [Effect] {
        let all = PaneChoice.allCases, place = all.firstIndex(of: grid.pane) ?? 0
        grid.pane = all[(place + 1) % all.count]
        notices.add(.answer, texts.moved(grid.pane), at: now)
        scrollToSelection()
        return [.remember(preferences)]
    }

    mutating func setFilter(_ edit: (inout TextField) -> Void) {
        let text = grid.filter.text
        edit(&grid.filter.field)
        guard grid.filter.text != text else { return }
        grid.isChosen = true
        arrange()
    }

    mutating func refreshAll() -> [Effect] {
        refreshed = now
        notices.add(.answer, texts.notices.refreshing, at: now)
        return [.refreshAll]
    }

    /// What was asked for with all the rest has its answers.
    mutating func settleRefresh() {
        guard let since = refreshed, !snapshot.poll.polling, !snapshot.cameras.contains(where: { $0.asking != nil }),
            snapshot.accounts.allSatisfy({ $0.lastAnswer ?? .distantPast >= since || $0.trouble != nil })
        else { return }
        refreshed = nil
        notices.replace(texts.notices.refreshing, with: texts.notices.refreshed, at: now)
    }

    /// Takes away what was added last: a message, then the filter, then the marks. It never changes a device.
    mutating func dismiss() {
        if notices.dismiss() { return }
        if !grid.filter.isEmpty {
            setFilter { $0.clear() }
        } else {
            grid.marks = []
        }
    }
}
