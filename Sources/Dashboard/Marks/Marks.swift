import Fleet
import Wording

/// Which cameras are marked, and what the keys that act on cameras act on. Marks belong to cameras: they survive filter and sort.
extension State {
    /// The marked cameras, the ones on the screen first, in its order.
    var marked: [Camera] {
        guard !grid.marks.isEmpty else { return [] }
        let shown = grid.rows.map { snapshot.cameras[$0] }.filter { grid.marks.contains($0.id) }
        guard shown.count < grid.marks.count else { return shown }
        let ids = Set(shown.map(\.id))
        return shown + snapshot.cameras.filter { grid.marks.contains($0.id) && !ids.contains($0.id) }
    }

    /// In the grid the marked cameras are acted on, where there are any; a page of one camera acts on that one.
    var actsOnMarks: Bool { page is GridPage && !grid.marks.isEmpty }

    /// Marked cameras that are not on the list: the filter hides them, or they are another account's.
    var hiddenMarks: Int {
        guard !grid.marks.isEmpty, grid.rows.count < snapshot.cameras.count else { return 0 }
        let shown = Set(grid.rows.map { snapshot.cameras[$0].id })
        return grid.marks.count { !shown.contains($0) }
    }

    /// Marks the selected camera or takes its mark; in the grid it goes on to the next.
    mutating func toggleMark() {
        guard let id = grid.selected else { return }
        if grid.marks.remove(id) == nil { grid.marks.insert(id) }
        if page is GridPage { move(by: 1) }
    }

    /// Marks every row that the filter lets through; where all of them are marked, takes their marks.
    mutating func toggleAllMarks() {
        let shown = Set(grid.rows.map { snapshot.cameras[$0].id })
        if shown.isSubset(of: grid.marks) { grid.marks.subtract(shown) } else { grid.marks.formUnion(shown) }
    }
}
