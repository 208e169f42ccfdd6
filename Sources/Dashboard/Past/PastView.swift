import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// The calendar: days on top, a row a camera, and the incidents below.
struct PastView {
    let state: State
    /// The first row that was drawn last.
    let top: Int
    private var texts: Texts { state.texts }

    /// Days of the calendar.
    private static let days = 30

    /// How the calendar stands in so many columns.
    private struct Columns {
        var margin: Int
        var name: Int
        /// Days that there is room for: the last ones.
        var days: Int
        /// Columns a day takes, with the gap behind it.
        var day: Int
        var gap: Int

        static let uptime = 7

        var calendar: Int { margin + name + gap }
        var uptime: Int { calendar + days * day + gap - (day > 1 ? 1 : 0) }

        init(width: Int, name widest: Int) {
            margin = width < 60 ? 2 : ColumnLayout.margin
            gap = width < 60 ? 1 : 2
            let room = max(0, width - margin - 2 * gap - Self.uptime)
            let wide = PastView.days * 3 - 1
            // Numbers beside each other where names stay readable, else digits above each other.
            day = room - wide >= min(16, max(8, widest)) ? 3 : 1
            let most = day == 3 ? room - wide : max(8, room - PastView.days)
            name = min(max(4, widest), min(40, most))
            days = day == 3 ? PastView.days : max(0, min(PastView.days, room - name))
        }
    }

    private func columns(_ width: Int) -> Columns { Columns(width: width, name: state.grid.content.name) }

    /// Rows of the days' numbers.
    private var headingRows: Int { columns(state.size.columns).day == 1 ? 2 : 1 }

    /// What stands in the place of more.
    private var remark: (text: String, style: Style)? {
        if let lack = state.pastLack { return (lack, Style(.warning)) }
        return isRead ? nil : (texts.past.reading, Style(.dim))
    }

    private var isRead: Bool { (state.past.read?.span.duration ?? 0) >= HistorySpan.month.seconds }

    private func remarkLines(_ width: Int) -> [String] {
        remark.map { Wrap.lines($0.text, width: max(1, width - 4), most: 3) } ?? []
    }

    /// Rows of the screen that the cameras have.
    func rows(_ layout: Layout) -> Range<Int> {
        let body = state.pageBody(layout)
        let start = min(body.upperBound, body.lowerBound + remarkLines(state.size.columns).count + headingRows)
        let room = body.upperBound - start
        // A third at the most is for incidents, and what the cameras leave.
        let count = max(1, incidents.count)
        let incidents = room < 8 ? 0 : max(min(count, max(1, room / 3 - 2)), min(room - state.grid.rows.count - 2, count)) + 2
        return start..<max(start, body.upperBound - (isRead ? incidents : 0))
    }

    /// The row that comes first so that the selected one is seen.
    func firstRow(_ layout: Layout) -> Int {
        let lines = rows(layout).count, count = state.grid.rows.count
        var top = top
        if let row = state.grid.place(in: state.snapshot.cameras) {
            top = min(max(top, row - lines + 1), row)
        }
        return min(max(0, top), max(0, count - lines))
    }

    func draw(into frame: inout Frame, layout: Layout) {
        let body = state.pageBody(layout), width = frame.size.columns
        let days = WallDays(Self.days, until: state.now, wallTime: state.options.wallTime)
        let count = state.grid.rows.count
        let position = state.grid.place(in: state.snapshot.cameras).map { "\($0 + 1)/\(count)" }
        state.drawPageTitle(texts.past.title, [span(of: days), ""], position: position, into: &frame)
        for (offset, line) in remarkLines(width).enumerated() where offset < body.count {
            frame.put(line, at: Point(column: min(3, width - 1), row: body.lowerBound + offset), remark?.style ?? .plain)
        }
        // Days of which nothing has been read yet are not days on which nobody looked.
        guard isRead || state.pastLack != nil else { return }
        let rows = rows(layout), columns = columns(width)
        drawHeading(days, columns, into: &frame, row: rows.lowerBound)
        let first = firstRow(layout)
        for (offset, row) in rows.enumerated() where first + offset < count {
            draw(state.snapshot.cameras[state.grid.rows[first + offset]], days, columns, into: &frame, row: row)
        }
        let last = rows.lowerBound + min(rows.count, max(1, count - first))
        if isRead { drawIncidents(into: &frame, rows: last..<body.upperBound) }
    }

    private func span(of days: WallDays) -> String {
        guard let first = days.days.first?.wall, let last = days.days.last?.wall else { return "" }
        return "   \(first.date) \(state.symbols.dash) \(last.date)"
    }

    private func drawHeading(_ days: WallDays, _ columns: Columns, into frame: inout Frame, row: Int) {
        let style = Style(.heading, .bold)
        frame.put(texts.columns.name, at: Point(column: columns.margin, row: row - 1), style, limit: columns.name)
        for (place, day) in days.days.suffix(columns.days).enumerated() {
            let column = columns.calendar + place * columns.day
            let number = day.wall.day < 10 ? " \(day.wall.day)" : "\(day.wall.day)"
            if columns.day == 1 {
                frame.put(String(number.prefix(1)), at: Point(column: column, row: row - 2), Style(.dim))
                frame.put(String(number.suffix(1)), at: Point(column: column, row: row - 1), style)
            } else {
                frame.put(number, at: Point(column: column, row: row - 1), style)
            }
        }
        let title = texts.columns.uptime
        frame.put(title, at: Point(column: columns.uptime + Columns.uptime - Glyphs.width(of: title), row: row - 1), style)
    }

    private func draw(_ camera: Camera, _ days: WallDays, _ columns: Columns, into frame: inout Frame, row: Int) {
        let name = state.name(of: camera.id)
        frame.put(
            Glyphs.cut(name, to: columns.name, ellipsis: state.symbols.ellipsis), at: Point(column: columns.margin, row: row),
            limit: columns.name)
        let status = state.past.status(of: camera, over: .month), times = days.days.map(\.span)
        let strip = status.strip(of: times, buckets: times.count) { $0 }
        for (place, bucket) in strip.suffix(columns.days).enumerated() {
            let span = state.symbols.span(bucket, columns: max(1, columns.day - 1))
            frame.put(span.text, at: Point(column: columns.calendar + place * columns.day, row: row), span.style)
        }
        if let span = days.span {
            let uptime = status.uptime(in: span)
            let text = Percentage.text(uptime.share, outages: uptime.outages, none: state.symbols.dash)
            frame.put(text, at: Point(column: columns.uptime + Columns.uptime - Glyphs.width(of: text), row: row))
        }
        if state.grid.marks.contains(camera.id) { frame.put("*", at: Point(column: 1, row: row), Style(.mark, .bold)) }
        guard camera.id == state.grid.selected else { return }
        frame.put(">", at: Point(column: 0, row: row), Style(.key, .bold))
        frame.restyle(row: row, columns: 0..<(columns.calendar - columns.gap)) { $0.selected = true }
    }

    // MARK: - Incidents

    private var incidents: [Incident] { state.past.incidents }

    private func drawIncidents(into frame: inout Frame, rows: Range<Int>) {
        guard rows.count >= 3 else { return }
        var row = rows.lowerBound + 1
        let shown = incidents.suffix(rows.count - 2).reversed()
        var title = texts.past.incidents
        if shown.count < incidents.count { title += "   \(texts.past.newest(shown.count, incidents.count))" }
        frame.put(title, at: Point(column: 1, row: row), Style(.heading, .bold))
        if shown.isEmpty { frame.put(texts.past.noIncidents, at: Point(column: 3, row: row + 1), Style(.dim)) }
        for incident in shown {
            row += 1
            draw(incident, into: &frame, row: row)
        }
    }

    private func draw(_ incident: Incident, into frame: inout Frame, row: Int) {
        let length = incident.end.map { Durations.exact($0.timeIntervalSince(incident.begin)) } ?? texts.past.still
        var column = 3
        column += frame.put(state.moment(incident.begin) + "  ", at: Point(column: column, row: row), Style(.dim))
        frame.put(length, at: Point(column: column, row: row))
        column += 9
        let names = texts.places(incident.cameras.map(state.rememberedName), ellipsis: state.symbols.ellipsis)
        let text = texts.notices.many(incident.cameras.count, texts.states.offline, names)
        let room = max(0, frame.size.columns - column - 1)
        frame.put(
            Glyphs.cut(text, to: room, ellipsis: state.symbols.ellipsis), at: Point(column: column, row: row),
            incident.end == nil ? Style(.bad) : .plain)
    }
}

extension State {
    /// Date and minute, as long whatever the day is: what is listed stands below each other.
    func moment(_ date: Date) -> String { options.wallTime(date).dateAndMinute }
}

extension WallTime {
    /// `2026-11-24`
    var date: String { String(dateAndMinute.prefix(10)) }
}
