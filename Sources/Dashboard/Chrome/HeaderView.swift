import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// The lines on top: the verdict, and how the poll goes.
struct HeaderView {
    let state: State
    private var texts: Texts { state.texts }
    private var dot: String { " \(state.symbols.dot) " }

    func draw(into frame: inout Frame, layout: Layout) {
        drawVerdict(into: &frame, row: layout.verdict)
        if let row = layout.status { drawStatus(into: &frame, row: row) }
    }

    private func drawVerdict(into frame: inout Frame, row: Int) {
        let width = frame.size.columns
        let verdict = state.verdict
        var column = 1
        column += frame.put("eztop", at: Point(column: column, row: row), Style(.title, .bold))
        if state.options.demo, width >= 60 {
            column += 1 + frame.put(texts.header.demo, at: Point(column: column + 1, row: row), Style(.dim))
        }
        let clock = state.options.wallTime(state.now).clock
        let end = width >= 60 ? width - clock.count - 2 : width
        if width >= 60 { frame.put(clock, at: Point(column: width - clock.count - 1, row: row), Style(.dim)) }
        guard !state.snapshot.cameras.isEmpty else { return }
        // The roomiest way that says everything; the narrowest, as far as it goes, where none does.
        for (roomy, gap) in [(true, "   "), (true, "  "), (false, "  "), (false, ", ")] {
            let spans = spans(of: verdict, roomy: roomy, gap: gap)
            let columns = spans.reduce(0) { $0 + Glyphs.width(of: $1.text) }
            guard column + columns <= end || (!roomy && gap == ", ") else { continue }
            // Each count with the gap before it, so that what is cut leaves no comma behind.
            for pair in stride(from: 0, to: spans.count - 1, by: 2) {
                let (space, text) = (spans[pair], spans[pair + 1])
                guard column + Glyphs.width(of: space.text) + Glyphs.width(of: text.text) <= end else { continue }
                column += frame.put(space.text, at: Point(column: column, row: row), space.style)
                column += frame.put(text.text, at: Point(column: column, row: row), text.style)
            }
            return
        }
    }

    private func spans(of verdict: Verdict, roomy: Bool, gap: String) -> [(text: String, style: Style)] {
        let cameras = roomy ? texts.header.cameras(verdict.cameras) : "\(verdict.cameras):"
        var spans: [(text: String, style: Style)] = [(roomy ? "   " : "  ", .plain), (cameras, .plain)]
        for (index, count) in verdict.counts.enumerated() {
            let text = texts.header.count(count.number, count.word)
            if roomy {
                spans += [(gap, .plain), (text, count.style)]
            } else {
                spans += [(index == 0 ? " " : gap, .plain), (text, count.style)]
            }
        }
        return spans
    }

    private func drawStatus(into frame: inout Frame, row: Int) {
        let width = frame.size.columns
        let (left, style) = (troubleText ?? clockText).map { ($0, Style(.warning)) } ?? (accountText, Style(.dim))
        // What the calls cost is said where there is room for it beside what is asked, and what is wrong.
        let whole = Glyphs.width(of: left) + Glyphs.width(of: pollText) + 5 <= width
        let right = whole ? pollText : intervalText
        let rightStart = width - Glyphs.width(of: right) - 1
        frame.put(right, at: Point(column: max(1, rightStart), row: row), Style(.dim))
        let room = max(0, rightStart - 3)
        frame.put(Glyphs.cut(left, to: room, ellipsis: state.symbols.ellipsis), at: Point(column: 1, row: row), style)
    }

    /// Account, host, whose devices, the token's time left; one account's, or how many there are.
    private var accountText: String {
        let accounts = state.snapshot.accounts
        guard accounts.count == 1, let account = accounts.first else {
            return accounts.map { "\($0.id) \($0.host)" }.joined(separator: dot)
        }
        var parts = [account.id, account.host, account.sources.map(texts.word(for:)).joined(separator: " + ")]
        if let expires = account.tokenExpires {
            parts.append(texts.header.token(Durations.exact(expires.timeIntervalSince(state.now))))
        }
        if !account.complete { parts.append(texts.header.incomplete) }
        return parts.joined(separator: dot)
    }

    /// `no answer for 2m: …`, for the account that has been silent longest.
    private var troubleText: String? {
        let troubled = state.snapshot.accounts.filter { $0.trouble != nil }
        guard let account = troubled.min(by: { ($0.lastAnswer ?? .distantPast) < ($1.lastAnswer ?? .distantPast) }),
            let trouble = account.trouble
        else { return nil }
        let since =
            account.lastAnswer.map {
                texts.header.noAnswer(Durations.coarse(max(1, state.now.timeIntervalSince($0))), account.host)
            } ?? texts.header.noAnswerYet(account.host)
        return "\(since): \(texts.reason(of: trouble))"
    }

    /// Every age and end on the screen is wrong by as much.
    private var clockText: String? {
        state.snapshot.accounts.first { $0.clockError != nil }.flatMap { texts.clockError(of: $0) }
    }

    /// Interval, countdown, calls.
    private var pollText: String {
        let calls = state.snapshot.accounts.reduce(0) { $0 + $1.callsToday }
        return intervalText + dot + texts.header.calls(calls, Durations.grouped(state.snapshot.poll.callsADay))
    }

    private var intervalText: String {
        let poll = state.snapshot.poll
        if poll.paused { return texts.header.paused }
        let interval = Durations.exact(poll.interval)
        let every =
            poll.interval > poll.configuredInterval
            ? texts.header.stretched(interval, Durations.exact(poll.configuredInterval)) : texts.header.interval(interval)
        let push = (poll.pushed ? "\(texts.header.push), " : "") + (state.focused ? "" : "\(texts.header.unwatched), ")
        if poll.polling { return "\(push)\(every), \(texts.header.polling)" }
        guard let next = poll.next else { return push + every }
        let left = Durations.exact(max(0, next.timeIntervalSince(state.now).rounded(.up)))
        return "\(push)\(every), \(texts.header.next(left))"
    }
}
