import Cells

/// How a box stands on a screen: what of it is there, and which of its lines show.
struct BoxFit {
    var hasBorder: Bool
    var head: [BoxView.Line]
    /// All the lines that are scrolled, of which `window` from `top` on show.
    var lines: [BoxView.Line]
    var tail: [BoxView.Line]
    var window: Int
    var top: Int

    /// The last line from which the window is still full.
    var lastTop: Int { max(0, lines.count - window) }

    /// `2/12`: the chosen line, else the last one that shows, and how many there are; nil where all of them do.
    func position(_ focus: Int?) -> String? {
        guard lines.count > window else { return nil }
        return "\(focus.map { $0 + 1 } ?? min(lines.count, top + window))/\(lines.count)"
    }
}

extension BoxView {
    /// Lines that have to show at least before anything else is dropped for them.
    private static let enough = 6

    /// Blank lines are the first to go where there is no room, then the border, then the note. What still does not fit is scrolled
    /// under the title, with how far beside it; what comes of it and the keys stay.
    func fit(in size: Size) -> BoxFit {
        for (hasBlanks, hasBorder, hasNote) in [
            (true, true, true), (false, true, true), (false, false, true), (false, false, false),
        ] {
            let fit = fit(in: size, hasBlanks: hasBlanks, hasBorder: hasBorder, hasNote: hasNote, pins: true)
            if fit.window >= min(fit.lines.count, Self.enough) { return fit }
        }
        let bare = fit(in: size, hasBlanks: false, hasBorder: false, hasNote: false, pins: true)
        guard bare.window < 1 else { return bare }
        return fit(in: size, hasBlanks: false, hasBorder: false, hasNote: false, pins: false)
    }

    /// - Parameter pins: what comes of it stays in place; else it is scrolled like the lines over it.
    private func fit(in size: Size, hasBlanks: Bool, hasBorder: Bool, hasNote: Bool, pins: Bool) -> BoxFit {
        func kept(_ lines: [Line]) -> [Line] { hasBlanks ? lines : lines.filter { !$0.spans.isEmpty } }
        let ending = consequence + (hasNote ? note : [])
        let head = kept(self.head), keys = kept(self.keys)
        var lines = kept(self.lines)
        var tail = ending.isEmpty ? [] : kept([Line()]) + ending
        if !pins {
            lines += tail
            tail = []
        }
        if !keys.isEmpty { tail += kept([Line()]) + keys + kept([Line()]) }
        let room = max(0, size.rows - (hasBorder ? 2 : 1) - head.count - tail.count)
        let window = min(height ?? lines.count, room)
        let last = max(0, lines.count - window)
        let wanted = focus.map { max(0, $0 - window + 1) } ?? top
        return BoxFit(
            hasBorder: hasBorder, head: head, lines: lines, tail: tail, window: window, top: min(max(0, wanted), last))
    }
}
