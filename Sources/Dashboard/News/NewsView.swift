import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// The newest of what has happened, under the list; where there are no rows for it, on that of the messages while nothing is said there.
struct NewsView {
    let state: State

    func draw(into frame: inout Frame, layout: Layout) {
        var rows = Array(layout.news)
        if rows.isEmpty, state.messageLines(width: frame.size.columns).isEmpty { rows = Array(layout.message.prefix(1)) }
        let shown = zip(rows, state.news.lines).map { (row: $0, line: $1, moment: moment($1.at)) }
        let width = shown.map(\.moment.count).max() ?? 0
        for (row, line, moment) in shown {
            frame.put(moment, at: Point(column: 1 + width - moment.count, row: row), Style(.dim))
            let used = width + 3
            let text = Glyphs.cut(line.text, to: frame.size.columns - used - 1, ellipsis: state.symbols.ellipsis)
            frame.put(text, at: Point(column: used, row: row), line.isAlarm ? Style(.bad) : .plain)
        }
        if let row = rows.first, state.news.lines.isEmpty, !layout.news.isEmpty, !state.snapshot.cameras.isEmpty {
            frame.put(" " + state.texts.notices.nothingHappened(moment(state.began)), at: Point(column: 0, row: row), Style(.dim))
        }
    }

    /// The time of today; of another day the day too.
    private func moment(_ date: Date) -> String {
        let then = state.options.wallTime(date), now = state.options.wallTime(state.now)
        let isToday = (then.year, then.month, then.day) == (now.year, now.month, now.day)
        return isToday ? then.minuteOfDay : then.dayAndMinute
    }
}
