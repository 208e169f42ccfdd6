import Cells
import Settings

/// The details page of the selected camera: how far it is scrolled.
public struct DetailsState: Hashable, Sendable, Scrolling {
    var top = 0
}

extension State {
    /// The page scrolls where it is longer than the screen; else `j` and `k` go to the next camera, as in the grid. Keys that
    /// act on a camera act on this one.
    mutating func pressInDetails(_ key: Key) -> [Effect] {
        guard case .details(var details) = page else { return [] }
        let rows = DetailsView.text(of: self, width: size.columns).rows.count
        let height = pageBody(layout).count
        if rows > height, details.scroll(key, rows: rows, height: height) {
            page = .details(details)
            return []
        }
        guard let binding = options.bindings.binding(for: key) else { return pressInPage(key) }
        switch binding.command {
        case .moveDown, .moveUp, .nextProblem, .toggleEncryption, .copyAddress, .card, .picture, .play, .check, .refresh,
            .refreshAll:
            return run(binding)
        default: return pressInPage(key)
        }
    }
}
