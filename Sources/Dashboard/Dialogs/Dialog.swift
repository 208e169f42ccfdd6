import Cells
import Fleet

/// What lies over the page and takes the keys until it is left: a value with its own keys, update and view. Esc leaves it, and so
/// does `q` where no text is typed; neither ever changes a device.
protocol Dialog: Hashable, Sendable {
    /// Its keys.
    static var scope: Scope { get }
    /// How it is drawn; nil while there is nothing to show.
    func box(_ state: State) -> BoxView?
    /// What confirming it does, in its line of keys; nil keeps it out.
    func confirmation(_ state: State) -> String?
    func confirm(_ state: inout State) -> [Effect]
    /// What is left of it where cameras have left the account; nil where that is nothing.
    func remaining(in state: State) -> Self?
    /// What leaving it does, in its line of keys; nil keeps it out.
    func leaving(_ state: State) -> String?
    func leave(_ state: inout State) -> [Effect]
}

extension Dialog {
    var scope: Scope { Self.scope }

    func confirmation(_ state: State) -> String? { nil }

    func confirm(_ state: inout State) -> [Effect] { [] }

    func remaining(in state: State) -> Self? { self }

    func leaving(_ state: State) -> String? { state.word(.dialogLeave) }

    func leave(_ state: inout State) -> [Effect] {
        state.dialog = nil
        return []
    }

    /// Its keys that work now, in as many lines as they need.
    func keyLines(_ state: State, width: Int) -> [BoxView.Line] {
        let hints = state.hints(in: scope).sorted { $0.worth < $1.worth }
        return BoxView.keyLines(hints.map { ($0.names, $0.text) }, width)
    }
}

/// A dialog in which a line is typed.
protocol TypedDialog: Dialog {
    var field: TextField { get set }
}

extension State {
    /// The dialog, where it is of this kind.
    subscript<D: Dialog>(_: D.Type) -> D? {
        get { dialog as? D }
        set { if let newValue, dialog is D { dialog = newValue } }
    }

    mutating func show(_ dialog: any Dialog) {
        self.dialog = dialog
        dialogTop = 0
    }

    /// The box of the dialog that is open.
    var dialogBox: BoxView? {
        var box = dialog?.box(self)
        box?.top = dialogTop
        if dialog?.scope.isDangerous == true, page is GridPage { box?.besides = selectedRows }
        return box
    }

    /// The rows of the screen in which the selected camera stands.
    private var selectedRows: Range<Int>? {
        guard let place = grid.place(in: snapshot.cameras) else { return nil }
        let (layout, window) = (layout, window), line = (place - grid.top) / window.across
        guard line >= 0, line < window.lines else { return nil }
        let height = grid.tiles ? TilesView.height : 1
        let first = (grid.tiles ? layout.heading : layout.body.lowerBound) + line * height
        return first..<(first + height)
    }
}
