import Cells
import Fleet

extension State {
    /// The message line's text in as many rows as it needs, at most three; the filter is typed there too.
    func messageLines(width: Int) -> [(text: String, style: Style)] {
        let shown = notices.shown.filter(shows)
        return shown.flatMap { lines(of: $0, width: width, most: shown.count > 1 ? 2 : 3) }.prefix(3).map { $0 }
    }

    private func lines(of notice: Notices.Notice, width: Int, most: Int) -> [(text: String, style: Style)] {
        let style: Style =
            switch notice.kind {
            case .news, .answer: .plain
            case .busy: Style(.pending)
            case .alarm, .refusal, .error: Style(.bad)
            }
        var text = "\(options.wallTime(notice.at).clock)  \(notice.text)"
        if notice.isError {
            text += "  (\(key(page is GridPage ? .dismiss : .pageDismiss))"
            if notices.waiting > 0 { text += ", +\(notices.waiting)" }
            text += ")"
        }
        return Wrap.lines(text, width: max(1, width - 2), most: most).map { (" " + $0, style) }
    }
}
