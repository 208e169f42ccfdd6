import Cells
import Settings

/// The details page of the selected camera: how far it is scrolled.
public struct DetailsState: Hashable, Sendable, Scrolling {
    var top = 0
}

extension State {
    /// `j` and `k` go to the next camera and the one before, as in the grid, however long the page is; arrows, PgDn, PgUp, `g` and
    /// `G` scroll it. Keys that act on a camera act on this one.
    mutating func pressInDetails(_ key: Key) -> [Effect] {
        guard case .details(var details) = page else { return [] }
        let rows = DetailsView.text(of: self, width: size.columns).rows.count
        switch key {
        case .character("j"), .character("k"), .character(" "): break
        default:
            if details.scroll(key, rows: rows, height: pageBody(layout).count) {
                page = .details(details)
                return []
            }
        }
        let camera = grid.selected
        let effects = pressInPage(key)
        // Another camera is read from its first line on.
        if case .details = page, grid.selected != camera { page = .details(DetailsState()) }
        return effects
    }
}
