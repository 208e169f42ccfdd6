import Cells
import Fleet

/// What 30 days were like: a row a camera, and under them what befell several cameras together. Filter and order are the list's.
struct PastPage: Page {
    static let scope = Scope.history
    /// The first row drawn.
    var top = 0

    static func open(in state: inout State) -> [Effect] {
        state.past.retry()
        state.open(PastPage())
        state.showPastRow()
        return []
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        PastView(state: state, top: top).draw(into: &frame, layout: layout)
    }
}

extension Scope {
    static let history = Scope(
        "history",
        own: [
            Binding(
                "history-down", [.character("j"), .down], footer: 1, pair: "history-up",
                act: { $0.movePastRow { row, _ in row + 1 } }),
            Binding("history-up", [.character("k"), .up], act: { $0.movePastRow { row, _ in row - 1 } }),
            Binding("history-page-down", [.pageDown, .character(" ")], act: { $0.movePastRow { row, page in row + page } }),
            Binding("history-page-up", [.pageUp], act: { $0.movePastRow { row, page in row - page } }),
            Binding("history-first", [.character("g"), .home], act: { $0.movePastRow { _, _ in 0 } }),
            Binding("history-last", [.character("G"), .end], act: { $0.movePastRow { _, _ in .max } }),
            Binding(
                "history-camera", [.enter], footer: 2, disabledReason: \.noCameraReason, opens: CameraPastPage.self),
            Binding("history-close", follows: .history, run: { $0.goBack() }),
        ], takes: .page.union([.log, .nextProblem]))
}

extension State {
    /// - Parameter row: makes the selected row of the one that was it, and of the rows that show.
    fileprivate mutating func movePastRow(_ row: (Int, Int) -> Int) {
        let lines = PastView(state: self, top: 0).rows(layout).count
        select(row: row(grid.place(in: snapshot.cameras) ?? 0, max(1, lines)))
        showPastRow()
    }

    /// Moves the window over the rows as little as shows the selected one.
    mutating func showPastRow() {
        guard let page = self[PastPage.self] else { return }
        let first = PastView(state: self, top: page.top).firstRow(layout)
        self[PastPage.self]?.top = first
    }
}
