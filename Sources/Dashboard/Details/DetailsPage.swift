import Cells
import Fleet

/// The details of the selected camera: keys that act on a camera act on this one.
struct DetailsPage: ScrolledPage {
    static let scope = Scope.details
    var top = 0

    static func open(in state: inout State) -> [Effect] {
        state.open(DetailsPage())
        return []
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        DetailsView(state: state).draw(from: top, into: &frame, layout: layout)
    }

    func text(of state: State) -> ScrolledText { DetailsView(state: state).text(width: state.size.columns) }

    func camera(in state: State) -> CameraID? { state.grid.selected }

    /// Another camera is read from its first line on.
    mutating func selectionMoved() { top = 0 }
}

extension Scope {
    /// `j` and `k` go to the next camera and the one before, as in the list, however long the page is; arrows scroll it.
    static let details = Scope(
        "details",
        own: [
            Binding("details-close", follows: .details, run: { $0.goBack() }),
            Binding(
                "details-up", [.up], footer: 16, pair: "details-down", word: \.scrollWord,
                act: { $0.scroll { top, _ in top - 1 } }),
            Binding("details-down", [.down], act: { $0.scroll { top, _ in top + 1 } }),
        ],
        takes: .page.union([
            .log, .history, .moveDown, .moveUp, .nextProblem, .mark, .toggleEncryption, .copyAddress, .card, .check, .picture,
            .play,
            .refresh, .refreshAll, .scrollPageDown, .scrollPageUp, .scrollTop, .scrollBottom,
        ]))
}

extension State {
    /// That the page is scrolled, where it is longer than the screen.
    fileprivate var scrollWord: String? {
        guard let details = self[DetailsPage.self] else { return nil }
        let isLonger = details.text(of: self).rows.count > pageBody(layout).count
        return isLonger ? word("details-up") : nil
    }
}
