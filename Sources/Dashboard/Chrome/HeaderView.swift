import Cells
import Fleet
import FoundationEssentials
import Settings
import Vocabulary
import Wording

/// The lines on top: the verdict, and how the poll goes.
struct HeaderView {
    let state: State
    private var texts: Texts { state.texts }
    /// Columns of a terminal as nearly all are at least.
    private static let usualWidth = 80
    private var dot: String { " \(state.symbols.dot) " }

    func draw(into frame: inout Frame, layout: Layout) {
        drawVerdict(into: &frame, row: layout.verdict)
        if let row = layout.status { drawStatus(into: &frame, row: row) }
    }

    private func drawVerdict(into frame: inout Frame, row: Int) {
        let width = frame.size.columns
        var column = 1
        column += frame.put("eztop", at: Point(column: column, row: row), Style(.title, .bold))
        if state.options.demo, width >= 60 {
            column += 1 + frame.put(texts.header.demo, at: Point(column: column + 1, row: row), Style(.dim))
        }
        let clock = state.options.wallTime(state.now).clock
        let free = width - column, beside = width >= 60 ? free - clock.count - 3 : free
        let spans = state.snapshot.cameras.isEmpty ? [] : verdict(room: beside) ?? verdict(room: free) ?? cutVerdict(room: free)
        for span in spans { column += frame.put(span.text, at: Point(column: column, row: row), span.style) }
        // It gives way to whatever matters.
        if width >= 60, column < width - clock.count - 2 {
            frame.put(clock, at: Point(column: width - clock.count - 1, row: row), Style(.dim))
        }
    }

    private typealias Spans = [(text: String, style: Style)]

    /// What is wrong, and then how many there are and what is well, in the roomiest way that says all that is wrong; nil where none does.
    /// What is well goes one by one, the number of cameras last.
    private func verdict(room: Int) -> Spans? {
        let verdict = state.verdict
        let wrong = verdict.counts.filter(\.isProblem), well = verdict.counts.filter { !$0.isProblem }
        for (gap, isNoted) in [("   ", true), ("  ", true), ("   ", false), ("  ", false)] {
            let line = line(texts(of: wrong, isNoted), calm(well), gap)
            if Self.width(of: line) <= room { return line }
        }
        let problems = texts(of: wrong, false)
        for gap in ["  ", texts.punctuation.comma] {
            for count in (0...well.count).reversed() where count > 0 || state.size.columns < Self.usualWidth {
                let line = line(problems, calm(Array(well[..<count])), gap)
                if Self.width(of: line) <= room { return line }
            }
        }
        guard state.size.columns < Self.usualWidth else { return nil }
        let bare = line(problems, wrong.isEmpty ? calm([]) : [], texts.punctuation.comma)
        return Self.width(of: bare) <= room ? bare : nil
    }

    /// Where not even all that is wrong has room: what is worth most, and a sign that there is more.
    private func cutVerdict(room: Int) -> Spans {
        let verdict = state.verdict, wrong = verdict.counts.filter(\.isProblem)
        let gap = texts.punctuation.comma
        let well =
            state.size.columns < Self.usualWidth ? [] : calm(verdict.counts.filter { !$0.isProblem && $0.isMain })
        let more = (text: state.symbols.ellipsis, style: Style(.dim))
        var chosen: Set<Int> = []
        func line(_ chosen: Set<Int>) -> Spans {
            self.line(texts(of: wrong.indices.filter(chosen.contains).map { wrong[$0] }, false) + [more], well, gap)
        }
        let isUsual = state.size.columns >= Self.usualWidth
        func rank(_ index: Int) -> (Int, Int) { (isUsual && wrong[index].isMain ? 0 : 1, wrong[index].worth) }
        // Where a problem has no room, nothing of less worth takes it.
        for index in wrong.indices.sorted(by: { rank($0) < rank($1) }) {
            guard Self.width(of: line(chosen.union([index]))) <= room else { break }
            chosen.insert(index)
        }
        return line(chosen)
    }

    private func texts(of counts: [Verdict.Count], _ isNoted: Bool) -> Spans {
        counts.map { (text: texts.header.count($0.number, $0.word + (isNoted ? $0.note : "")), style: $0.style) }
    }

    private func calm(_ well: [Verdict.Count]) -> Spans {
        [(text: texts.header.cameras(state.verdict.cameras), style: .plain)] + texts(of: well, false)
    }

    private func line(_ wrong: Spans, _ calm: Spans, _ gap: String) -> Spans {
        func joined(_ spans: Spans, _ gap: String) -> Spans {
            Spans(spans.map { [$0] }.joined(separator: [(text: gap, style: .plain)]))
        }
        let dot = [(text: "\(gap == "   " ? gap : " ")\(state.symbols.dot)\(gap == "   " ? gap : " ")", style: Style(.dim))]
        return [(text: gap == "   " ? gap : "  ", style: .plain)] + joined(wrong, gap)
            + (wrong.isEmpty || calm.isEmpty ? [] : dot) + joined(calm, texts.punctuation.comma)
    }

    private static func width(of spans: Spans) -> Int { spans.reduce(0) { $0 + Glyphs.width(of: $1.text) } }

    private func drawStatus(into frame: inout Frame, row: Int) {
        let width = frame.size.columns
        let trouble = troubleTexts
        let style = trouble.isEmpty ? Style(.dim) : Style(.warning)
        let readOnly = state.options.readOnly ? texts.header.readOnly + dot : ""
        let lefts = trouble.isEmpty ? accountTexts.map { readOnly + $0 } : trouble.map { readOnly + $0 }
        // Why nothing comes is worth more than when it is asked again, and that more than what the calls cost.
        let rights = pollTexts + (trouble.isEmpty ? [] : [""])
        func start(of right: String) -> Int { width - Glyphs.width(of: right) - (right.isEmpty ? 0 : 1) }
        func room(beside right: String) -> Int { max(0, start(of: right) - (right.isEmpty ? 2 : 3)) }
        let fitting = lefts.lazy.flatMap { left in rights.lazy.map { (left: left, right: $0) } }
            .first { Glyphs.width(of: $0.left) <= room(beside: $0.right) }
        let (left, right) = fitting ?? (left: lefts.last ?? "", right: rights.last ?? "")
        frame.put(right, at: Point(column: max(1, start(of: right)), row: row), Style(.dim))
        let cut = Glyphs.cut(left, to: room(beside: right), ellipsis: state.symbols.ellipsis)
        frame.put(cut, at: Point(column: 1, row: row), style)
        if state.options.readOnly {
            frame.put(
                Glyphs.cut(texts.header.readOnly, to: room(beside: right)), at: Point(column: 1, row: row), Style(.text, .bold))
        }
    }

    /// Account, host, whose devices, the token's time left, who polls; one account's, or how many there are. Where another process polls,
    /// that is worth more than the rest.
    private var accountTexts: [String] {
        let accounts = state.chosenAccounts
        let via = texts.via(state.snapshot.poll.poller, at: state.now).map { [$0] } ?? []
        guard accounts.count == 1, let account = accounts.first else {
            let all = accounts.map { "\($0.id) \($0.host)" }
            return via.isEmpty ? [all.joined(separator: dot)] : [all + via, accounts.map(\.id) + via, via].map(joined)
        }
        let name = state.choiceText ?? account.id
        let sources = account.sources.map(texts.word(for:)).joined(separator: " + ")
        let token = account.tokenExpires.map {
            [texts.header.token(Durations.exact($0.timeIntervalSince(state.now)))]
        }
        let lack =
            account.complete
            ? [] : [texts.senseless(of: account) ?? account.missing.map(texts.header.missing) ?? texts.header.incomplete]
        let all = joined([name, account.host, sources] + (token ?? []) + lack + via)
        return via.isEmpty ? [all] : [all, joined([name, account.host] + lack + via), joined([name] + lack + via)]
    }

    private func joined(_ parts: [String]) -> String { parts.joined(separator: dot) }

    /// `no answer for 2m from …: …`, of the account that has been silent longest and how many more have faults, at full length and
    /// shorter; else that the clock is wrong, and so every age and end on the screen. None where all is well.
    private var troubleTexts: [String] {
        if let silence = texts.silence(of: state.snapshot.poll.poller, at: state.now) { return [silence] }
        let accounts = state.chosenAccounts
        let troubled = accounts.filter { $0.trouble != nil }
        guard let account = troubled.min(by: { ($0.lastAnswer ?? .distantPast) < ($1.lastAnswer ?? .distantPast) }),
            let trouble = account.trouble
        else { return accounts.lazy.compactMap(texts.clockError(of:)).first.map { [$0] } ?? [] }
        let age = account.lastAnswer.map { Durations.age(state.now.timeIntervalSince($0)) }
        let since: String
        if case .refused = trouble {
            since = age.map { texts.header.refused($0, account.host) } ?? texts.header.refusedYet(account.host)
        } else {
            since = age.map { texts.header.noAnswer($0, account.host) } ?? texts.header.noAnswerYet(account.host)
        }
        let colon = texts.punctuation.colon
        let more = troubled.count > 1 ? texts.header.moreTroubles(troubled.count - 1, state.key(.accounts)) : ""
        let whose = state.choiceText.map { $0 + colon } ?? (accounts.count > 1 ? account.id + more + colon : "")
        let list = account.failedLists.first { $0.trouble == trouble }.map { $0.call + colon } ?? ""
        return texts.reasons(of: trouble).map { whose + since + colon + list + $0 }
    }

    /// Interval, countdown, calls; then without what they come to in a day, then without them.
    private var pollTexts: [String] {
        let calls = state.snapshot.accounts.reduce(0) { $0 + $1.callsToday }
        let costs = [texts.header.calls(calls, Durations.grouped(state.snapshot.poll.callsADay)), texts.header.callsShort(calls)]
        return costs.map { intervalText + dot + $0 } + [intervalText]
    }

    private var intervalText: String {
        let poll = state.snapshot.poll
        if poll.paused { return texts.header.paused }
        let interval = Durations.exact(poll.interval)
        var parts = poll.pushed ? [texts.header.push] : []
        if !state.focused { parts.append(texts.header.unwatched) }
        parts.append(
            poll.interval > poll.configuredInterval
                ? texts.header.stretched(interval, Durations.exact(poll.configuredInterval)) : texts.header.interval(interval))
        if poll.polling {
            parts.append(texts.header.polling)
        } else if let next = poll.next {
            parts.append(texts.header.next(Durations.exact(max(0, next.timeIntervalSince(state.now).rounded(.up)))))
        }
        if poll.addressesRest == true { parts.append(texts.header.addressesRest(PlatformCode.quotaReached)) }
        return parts.joined(separator: texts.punctuation.comma)
    }
}
