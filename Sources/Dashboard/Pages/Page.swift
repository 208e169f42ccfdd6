import Cells
import Fleet

/// What fills the screen; dialogs lie over it. A value with its own keys, update and view. A page is found by the command that opens
/// it, which stands in the list's table.
protocol Page: Hashable, Sendable {
    /// Its keys.
    static var scope: Scope { get }
    /// What the command does that opens it.
    static func open(in state: inout State) -> [Effect]
    func draw(_ state: State, into frame: inout Frame, layout: Layout)
    /// The one camera that it is about; nil where it is about all of them.
    func camera(in state: State) -> CameraID?
    /// The line that is typed on it now, if one is.
    func prompt(in state: State) -> Prompt?
    /// The mouse was pressed above the keys, or turned.
    func point(_ mouse: Mouse, in state: inout State) -> [Effect]
    /// A key was pressed on it, and what it stands for.
    mutating func hear(_ command: Command?)
    /// Another camera is the selected one.
    mutating func selectionMoved()
    /// What is to be done outside when it has been left.
    var closing: [Effect] { get }
}

extension Page {
    var scope: Scope { Self.scope }
    var closing: [Effect] { [] }

    func camera(in state: State) -> CameraID? { nil }

    func prompt(in state: State) -> Prompt? { nil }

    func point(_ mouse: Mouse, in state: inout State) -> [Effect] {
        mouse.action == .press ? [] : state.press(mouse.action == .wheelUp ? .up : .down)
    }

    mutating func hear(_ command: Command?) {}

    mutating func selectionMoved() {}
}

/// A line that is typed on a page, in the place of its keys.
struct Prompt {
    var scope: Scope
    var field: TextField
    /// What stands behind it.
    var remark = ""
    /// Takes over what the line holds now.
    var take: (inout State, TextField) -> Void
    /// It is typed no more.
    var end: (inout State) -> Void
}

extension State {
    /// The page, where it is of this kind.
    subscript<P: Page>(_: P.Type) -> P? {
        get { page as? P }
        set { if let newValue, page is P { page = newValue } }
    }

    /// Shows a page over the one that is there, to which Esc goes back. A page of its kind that is open already gives way to it,
    /// with all that lies over that, so that nobody has to go back through the same page twice.
    mutating func open<P: Page>(_ new: P) {
        if let same = behind.firstIndex(where: { $0 is P }) {
            behind.removeSubrange(same...)
        } else if !(page is P) {
            behind.append(page)
        }
        page = new
    }

    mutating func goBack() -> [Effect] {
        let left = page
        page = behind.popLast() ?? GridPage()
        // The filter may have let the page's camera through no more.
        if page is GridPage { arrange() }
        return left.closing
    }
}
