import Cells
import Fleet

extension State {
    /// The message line's text in as many rows as it needs, at most three; the filter is typed there too.
    func messageLines(width: Int) -> [(text: String, style: Style)] {
        guard let notice = notices.current else { return [] }
        let style: Style =
            switch notice.kind {
            case .news: .plain
            case .busy: Style(.pending)
            case .error: Style(.bad)
            }
        var text = "\(options.wallTime(notice.at).clock)  \(notice.text)"
        if notice.kind == .error {
            text += "  (Esc"
            if notices.waiting > 0 { text += ", +\(notices.waiting)" }
            text += ")"
        }
        return Wrap.lines(text, width: max(1, width - 2), most: 3).map { (" " + $0, style) }
    }
}
