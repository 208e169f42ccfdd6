import Cells
import Wording

/// The mouse, which is off at the start so that the terminal's own selection works, and the window's focus.
extension State {
    /// A click on a key below does what the key does; all else is the page's matter.
    mutating func point(_ mouse: Mouse) -> [Effect] {
        guard self.mouse, dialog == nil else { return [] }
        if mouse.action == .press, mouse.point.row == layout.keys {
            return FooterView(state: self).key(at: mouse.point.column).map { press($0) } ?? []
        }
        return page.point(mouse, in: &self)
    }

    mutating func toggleMouse() {
        mouse.toggle()
        notices.add(.answer, mouse ? texts.notices.mouseOn(key(.mouse)) : texts.notices.mouseOff, at: now)
    }

    /// While nobody looks, the poll takes its time; whoever comes back finds the screen drawn anew, since some terminals lose it.
    mutating func focus(_ focused: Bool) -> [Effect] {
        guard focused != self.focused else { return [] }
        self.focused = focused
        return [.setFocused(focused)] + (focused ? [.redraw] : [])
    }
}
