import Cells
import Fleet
import Wording

/// All that is remembered of the selected camera.
struct CameraPastPage: ScrolledPage {
    static let scope = Scope.cameraHistory
    var top = 0

    static func open(in state: inout State) -> [Effect] {
        state.past.retry()
        state.open(CameraPastPage())
        return []
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        let text = text(of: state), body = state.pageBody(layout)
        text.draw(from: top, in: body, into: &frame)
        state.drawPageTitle(
            state.selected.map { state.name(of: $0.id) } ?? "", ["   \(state.texts.past.title)", ""],
            position: text.position(from: top, height: body.count), into: &frame)
    }

    func text(of state: State) -> ScrolledText { CameraPastView(state: state).text(width: state.size.columns) }

    func camera(in state: State) -> CameraID? { state.grid.selected }

    mutating func selectionMoved() { top = 0 }
}

extension Scope {
    static let cameraHistory = Scope("camera-history", takes: .page.union(Set.scrolling).union([.log, .nextProblem]))
}
