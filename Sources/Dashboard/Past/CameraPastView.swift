import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// One camera's past: how much it was online, when in the week it is not, and every outage.
struct CameraPastView {
    let state: State
    private var texts: Texts { state.texts }

    /// What is counted by hours and by the week is of so long: what was a year ago says little of now.
    private static let recent = HistorySpan.month

    func text(width: Int) -> ScrolledText {
        var text = ScrolledText()
        guard let camera = state.selected else {
            text.addWrapped(texts.reasons.noCamera, indent: 3, width: width)
            return text
        }
        let known = state.past.past(of: camera)
        if known == nil {
            text.addWrapped(
                state.pastLack ?? texts.past.reading, indent: 3, width: width, Style(state.pastLack == nil ? .dim : .warning))
            guard state.pastLack != nil else { return text }
        }
        let past = known ?? Past(status: camera.history)
        addUptimes(of: past, known == nil ? [.day] : HistorySpan.allCases, all: known != nil, width: width, to: &text)
        if known != nil { addFigures(of: past, width: width, to: &text) }
        addWeek(of: past.status, width: width, to: &text)
        text.addBlank()
        text.add(ScrolledText.Span(" "), ScrolledText.Span(texts.past.outagesTitle, Style(.heading, .bold)))
        text.addOutages(past.status.outages, in: state)
        return text
    }

    private func addUptimes(of past: Past, _ spans: [HistorySpan], all: Bool, width: Int, to text: inout ScrolledText) {
        var lines = spans.map { (word: $0.rawValue, span: DateInterval.last($0.seconds, until: state.now)) }
        if all { lines.append(("400d", .last(PastState.reach, until: state.now))) }
        let labels = lines.map { Glyphs.width(of: $0.word) }.max() ?? 0
        for line in lines {
            let label = String(repeating: " ", count: labels - Glyphs.width(of: line.word)) + line.word
            let words = state.figures(past, in: line.span)
            for (row, words) in Wrap.lines(words, width: max(1, width - labels - 6)).enumerated() {
                text.add(
                    ScrolledText.Span("   " + (row == 0 ? label : String(repeating: " ", count: labels)) + "  ", Style(.dim)),
                    ScrolledText.Span(words))
            }
        }
    }

    private func addFigures(of past: Past, width: Int, to text: inout ScrolledText) {
        let span = DateInterval.last(Self.recent.seconds, until: state.now), word = Self.recent.rawValue
        let figures = Figures(past, in: span) { state.options.wallTime($0).minuteOfWeek }
        let live = figures.liveShare.map { texts.past.liveShare(word, Percentage.text($0)) } ?? texts.past.neverAsked(word)
        for line in [texts.past.returned(word, figures.encryptionReturned), live] {
            text.addWrapped(line, indent: 3, width: width)
        }
    }

    private func addWeek(of status: History, width: Int, to text: inout ScrolledText) {
        let wallTime = state.options.wallTime
        let hours = WallDays(30, until: state.now, wallTime: wallTime).hours(wallTime)
        let strip = status.strip(of: hours.map(\.span), buckets: 7 * 24) { hours[$0].ofWeek }
        let labels = (texts.past.weekdays.map { Glyphs.width(of: $0) }.max() ?? 0) + 2
        // A number over each hour where there is room for it, else over each sixth.
        let columns = width >= 3 + labels + 24 * 3 - 1 ? 3 : 1, step = columns == 3 ? 1 : 6
        text.addBlank()
        text.addWrapped(texts.past.week(Self.recent.rawValue), indent: 1, width: width, Style(.heading, .bold))
        var heading = String(repeating: " ", count: 3 + labels)
        for hour in stride(from: 0, to: 24, by: step) {
            let number = hour < 10 && columns == 3 ? "0\(hour)" : "\(hour)"
            heading += number + String(repeating: " ", count: step * columns - number.count)
        }
        text.add(ScrolledText.Span(heading, Style(.dim)))
        for (day, name) in texts.past.weekdays.enumerated() {
            var spans = [
                ScrolledText.Span("   " + name + String(repeating: " ", count: labels - Glyphs.width(of: name)), Style(.dim))
            ]
            for bucket in strip[(day * 24)..<(day * 24 + 24)] {
                spans.append(state.symbols.span(bucket, columns: max(1, columns - 1)))
                if columns > 1 { spans.append(ScrolledText.Span(" ")) }
            }
            text.rows.append(spans)
        }
    }
}

extension ScrolledText {
    /// Outages that are listed at the most.
    private static let mostOutages = 200

    /// Outages, the newest first: when each began and how long it was, with `>` where it was not seen to begin.
    mutating func addOutages(_ outages: [PastOutage], in state: State) {
        if outages.isEmpty { add(Span("   \(state.texts.past.noOutages)", Style(.dim))) }
        for outage in outages.suffix(Self.mostOutages).reversed() {
            let length = (outage.end ?? state.now).timeIntervalSince(outage.begin)
            let words = (outage.sawItGo ? "" : ">") + Durations.exact(length)
            var spans = [
                Span("   \(state.moment(outage.begin))  ", Style(.dim)),
                Span(words, outage.end == nil ? Style(.bad) : .plain),
            ]
            if outage.end == nil { spans.append(Span("  \(state.texts.past.still)", Style(.bad))) }
            rows.append(spans)
        }
        let earlier = outages.count - Self.mostOutages
        if earlier > 0 { add(Span("   \(state.texts.past.earlier(earlier))", Style(.dim))) }
    }
}

extension State {
    /// `99.1 %, 3 outages, longest 14m, mostly 02:00–03:00`, and how much of the span was seen where that is not all of it.
    func figures(_ past: Past, in span: DateInterval) -> String {
        let figures = Figures(past, in: span) { options.wallTime($0).minuteOfWeek }
        var words = [Percentage.text(figures.uptime, outages: figures.outages, none: symbols.dash)]
        if figures.observed > 0 { words.append(texts.past.outages(figures.outages)) }
        if figures.longest > 0 { words.append(texts.past.longest(Durations.exact(figures.longest))) }
        if let hour = figures.failingHour {
            words.append(texts.past.mostly(hour.clock(dash: symbols.dash), hour.weekday))
        }
        let observed = Percentage.text(figures.observed / span.duration)
        if figures.observed < span.duration - snapshot.poll.rhythm { words.append(texts.past.observed(observed)) }
        return words.joined(separator: texts.punctuation.comma)
    }
}
