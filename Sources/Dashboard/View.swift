import Cells
import Fleet
import Settings
import Wording

extension State {
    /// The screen as it has to look now. Pure: it depends on the state alone.
    public func view() -> Frame {
        var frame = Frame(size: size)
        frame.title = windowTitle
        frame.mouse = mouse
        if isTooSmall {
            drawTooSmall(into: &frame)
            return frame
        }
        let layout = layout
        page.draw(self, into: &frame, layout: layout)
        FooterView(state: self).draw(into: &frame, layout: layout)
        dialogBox?.draw(into: &frame)
        return frame
    }

    /// When the screen would look different although nothing happened: the clock and the countdown on it run.
    public var showsTime: Bool { !isTooSmall }

    /// Nothing but that can be shown.
    var isTooSmall: Bool { size.columns < Layout.least.columns || size.rows < Layout.least.rows }

    private var windowTitle: String {
        let troubled = verdict.offline > 0 ? " (\(verdict.offline) \(texts.states.offline))" : ""
        return "eztop\(troubled)"
    }

    private func drawTooSmall(into frame: inout Frame) {
        let text = texts.header.tooSmall
        for (row, line) in Wrap.lines(text, width: max(1, size.columns), most: max(1, size.rows)).enumerated() {
            frame.put(line, at: Point(column: 0, row: row), Style(.dim))
        }
    }
}
