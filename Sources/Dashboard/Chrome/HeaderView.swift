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
        // The roomiest way that says everything; where none does, the narrowest with what is worth most.
        let comma = texts.punctuation.comma
        for (roomy, gap) in [(true, "   "), (true, "  "), (false, "  "), (false, comma)] {
            let isLast = !roomy && gap == comma
            let head =
                roomy ? "   " + texts.header.cameras(verdict.cameras) + gap : "  " + texts.header.camerasShort(verdict.cameras)
            guard let counts = counts(of: verdict, gap, room: end - column - Glyphs.width(of: head), partly: isLast) else {
                continue
            }
            column += frame.put(head, at: Point(column: column, row: row))
            for (index, count) in counts.enumerated() {
                if index > 0 { column += frame.put(gap, at: Point(column: column, row: row)) }
                column += frame.put(count.text, at: Point(column: column, row: row), count.style)
            }
            return
        }
    }

    /// The counts as texts, where all of them fit; else, `partly`, those worth most, and a sign that there are more.
    private func counts(of verdict: Verdict, _ gap: String, room: Int, partly: Bool) -> [(text: String, style: Style)]? {
        let between = Glyphs.width(of: gap)
        func width(_ counts: [(text: String, style: Style)]) -> Int {
            counts.reduce(0) { $0 + Glyphs.width(of: $1.text) } + between * (counts.count - 1)
        }
        let noted = verdict.counts.map { (text: texts.header.count($0.number, $0.word + $0.note), style: $0.style) }
        if width(noted) <= room { return noted }
        let all = verdict.counts.map { (text: texts.header.count($0.number, $0.word), style: $0.style) }
        if width(all) <= room { return all }
        let widths = all.map { Glyphs.width(of: $0.text) }
        guard partly else { return nil }
        let more = (text: state.symbols.ellipsis, style: Style(.dim))
        var used = Glyphs.width(of: more.text)
        var chosen: Set<Int> = []
        let isUsual = state.size.columns >= Self.usualWidth
        func rank(_ index: Int) -> (Int, Int) {
            (isUsual && verdict.counts[index].isMain ? 0 : 1, verdict.counts[index].worth)
        }
        for index in all.indices.sorted(by: { rank($0) < rank($1) }) {
            guard used + widths[index] + between <= room else {
                // Where a problem has no room, nothing of less worth takes it.
                if verdict.counts[index].isProblem { break }
                continue
            }
            used += widths[index] + between
            chosen.insert(index)
        }
        return all.indices.filter(chosen.contains).map { all[$0] } + [more]
    }

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
