import Cells
import Fleet
import FoundationEssentials
import Settings
import Vocabulary
import Wording

/// Everything that is known of one camera: each fact with its age and the call that said so, the address, the changes.
struct DetailsView {
    let state: State

    func draw(from top: Int, into frame: inout Frame, layout: Layout) {
        let text = text(width: frame.size.columns), body = state.pageBody(layout)
        text.draw(from: top, in: body, into: &frame)
        state.drawPageTitle(
            state.selected.map { state.name(of: $0.id) } ?? "", position: text.position(from: top, height: body.count),
            into: &frame)
        if let id = state.grid.selected, state.grid.marks.contains(id) {
            frame.put("*", at: Point(column: 7, row: 0), Style(.mark, .bold))
        }
    }

    /// Cells that the last picture takes at most.
    private static let thumbnail = Size(columns: 64, rows: 18)

    func text(width: Int) -> ScrolledText {
        guard let camera = state.selected else {
            var text = ScrolledText()
            text.addWrapped(state.texts.reasons.noCamera, indent: 3, width: width)
            return text
        }
        var page = FactRows(texts: state.texts, width: width)
        addHead(of: camera, to: &page)
        addFacts(of: camera, to: &page)
        addAddress(of: camera, to: &page)
        if let taken = state.pictured, taken.camera == camera.id {
            page.text.addBlank()
            let room = Size(columns: min(Self.thumbnail.columns, width - 6), rows: Self.thumbnail.rows)
            page.text.rows += PictureView.rows(of: taken, in: room, state: state).map { [ScrolledText.Span("   ")] + $0 }
        }
        addPast(to: &page.text, width: width)
        return page.text
    }

    /// Name, serial, channel and model in a row, and the facts.
    func pane(width: Int) -> ScrolledText {
        guard let camera = state.selected else { return ScrolledText() }
        var page = FactRows(texts: state.texts, width: width)
        let name = Glyphs.cut(state.name(of: camera.id), to: max(1, width - 2), ellipsis: state.symbols.ellipsis)
        let channel = camera.id.channel.map(state.texts.details.channel) ?? state.texts.details.noChannel
        let parts = [camera.id.serial, channel, Glyphs.admitted(camera.model)].filter { !$0.isEmpty }
        var line = [ScrolledText.Span(" "), ScrolledText.Span(name, Style(.title, .bold))]
        var used = 1 + Glyphs.width(of: name)
        for part in parts where used + 3 + Glyphs.width(of: part) <= width {
            line.append(ScrolledText.Span("   " + part, Style(.dim)))
            used += 3 + Glyphs.width(of: part)
        }
        page.text.rows.append(line)
        addFacts(of: camera, to: &page)
        return page.text
    }

    /// What was: outages and changes.
    func addPast(to text: inout ScrolledText, width: Int) {
        guard let camera = state.selected else { return }
        DetailsPast(state: state, camera: camera).addOutages(to: &text)
        var page = FactRows(texts: state.texts, width: width)
        page.addChanges(of: camera, in: state, width: width)
        text.rows += page.text.rows
    }

    /// Serial, channel and model, whose it is, and that it runs on a battery.
    private func addHead(of camera: Camera, to page: inout FactRows) {
        let texts = state.texts, width = page.width
        let channel = camera.id.channel.map(texts.details.channel) ?? texts.details.noChannel
        let owner = camera.source == .own ? texts.details.ownDevice : texts.details.hostedDevice
        page.text.addWrapped(
            [camera.id.serial, channel, Glyphs.admitted(camera.model), camera.id.account, owner].filter { !$0.isEmpty }
                .joined(separator: "   "), indent: 3, width: width, Style(.dim))
        if camera.battery { page.text.addWrapped(texts.details.battery, indent: 3, width: width, Style(.dim)) }
        page.text.addBlank()
    }

    private func addFacts(of camera: Camera, to page: inout FactRows) {
        let texts = state.texts
        let staleness = camera.staleness(
            at: state.now, interval: state.snapshot.poll.rhythm, liveInterval: state.snapshot.poll.liveInterval)
        page.addFact(
            texts.columns.status, texts.word(for: camera.status?.value), Column.style(of: camera.status?.value),
            fact: camera.status.map { ($0.checked, $0.call, $0.changed) }, stale: staleness.status, now: state.now)
        if camera.status?.value == .offline, let since = camera.history.offlineSince {
            let age = Durations.exact(max(0, state.now.timeIntervalSince(since)))
            let moment = state.options.wallTime(since).dateAndMinute
            let words = texts.details.offlineSince(moment, age) + (camera.history.sawItGo ? "" : texts.details.orLonger)
            page.addRemark(words, Style(.bad))
        }
        page.addFact(
            texts.columns.encryption, texts.word(for: camera.encryption?.value), Column.style(of: camera.encryption?.value),
            fact: camera.encryption.map { ($0.checked, $0.call, $0.changed) }, stale: staleness.encryption, now: state.now)
        if let pending = camera.pendingEncryption {
            let age = Durations.exact(state.now.timeIntervalSince(pending.since))
            page.addRemark(texts.details.pending(texts.word(for: pending.expected), age), Style(.pending))
        }
        if let lifted = camera.lifted {
            var remark = texts.details.lifted(Durations.exact(state.now.timeIntervalSince(lifted.at)))
            if let until = lifted.until {
                let left = until.timeIntervalSince(state.now)
                remark +=
                    texts.punctuation.semicolon
                    + (left > 0 ? texts.details.putBack(Durations.exact(left)) : texts.details.putBackDue)
            }
            page.addRemark(remark, Style(.warning))
        }
        let live = camera.liveState(at: state.now)
        // Where LIVE repeats another fact, it is that one which was checked.
        let told: (checked: Date, call: CallName, changed: Date?)? =
            switch live {
            case .offline: camera.status.map { ($0.checked, $0.call, $0.changed) }
            case .encrypted: camera.encryption.map { ($0.checked, $0.call, $0.changed) }
            default: camera.live.map { ($0.checked, $0.call, $0.changed) }
            }
        page.addFact(
            texts.columns.live, texts.phrase(for: live, at: state.now), Column.style(of: live), fact: told,
            stale: staleness.live, now: state.now)
        addRefusal(of: camera, to: &page)
        addRights(of: camera, to: &page)
        page.addHistory(DetailsPast(state: state, camera: camera))
    }

    /// What the last refusal means, and what to do about it, where LIVE shows it: one of before the camera went offline, or was
    /// encrypted, says nothing of now.
    private func addRefusal(of camera: Camera, to page: inout FactRows) {
        switch camera.liveState(at: state.now) {
        case .refused, .notGranted, .limited, .broken: break
        case .offline, .encrypted, .playing, .ready, .asking, .unknown: return
        }
        if let fault = camera.live?.value.fault {
            page.addRemark(
                state.texts.explain(
                    code: fault.code, message: fault.message, right: .live, retries: true,
                    isSaidOff: camera.encryption?.value == .off), Style(.bad))
        }
    }

    /// What was granted, what was not, and what the owner must tick; of a hosted camera also whose token speaks.
    private func addRights(of camera: Camera, to page: inout FactRows) {
        let texts = state.texts.details
        // Whether a channel may be seen is said where it may not.
        let answers = Rights.Kind.allCases.map { ($0, camera.rights.answer($0, at: state.now)) }.filter { kind, answer in
            kind != .get || camera.rights.refusal(of: kind, at: state.now) != nil && answer != nil
        }
        guard camera.source == .hosted || answers.contains(where: { $0.1 != nil && $0.1 != .granted }) else { return }
        let words = answers.map { kind, answer in
            switch answer {
            case .granted: "\(texts.right(kind)) \(texts.granted)"
            case .refused(let code, _): "\(texts.right(kind)) \(state.texts.states.notGranted) \(code)"
            case nil: "\(texts.right(kind)) \(texts.untried)"
            }
        }
        page.addFact(
            texts.rights, words.joined(separator: " \(state.symbols.dot) "), .plain, fact: nil, stale: false, now: state.now,
            remark: "")
        for (kind, answer) in answers {
            if case .refused? = answer { page.addRemark(texts.tick(kind, state.key(.refresh)), Style(.warning)) }
        }
        if camera.source == .hosted { page.addRemark(texts.hostedRights, Style(.dim)) }
    }

    private func addAddress(of camera: Camera, to page: inout FactRows) {
        guard let address = camera.live?.value.address, camera.encryption?.value != .on else { return }
        page.text.addBlank()
        var title =
            "\(state.texts.details.address)  \(address.liveProtocol.rawValue.uppercased()) \(address.quality.rawValue.uppercased())"
        if let expires = address.expires {
            let left = Durations.exact(expires.timeIntervalSince(state.now))
            title += "   \(state.texts.details.ends(state.options.wallTime(expires).dateAndMinute, left))"
        }
        page.text.add(ScrolledText.Span(" "), ScrolledText.Span(title, Style(.heading, .bold)))
        // Plain rows from the first column on, so that a mouse selection takes the address and nothing else.
        for line in Wrap.lines(address.url, width: page.width) { page.text.add(ScrolledText.Span(line)) }
    }
}

/// The rows of the page as they grow: labels in one column, remarks indented under them.
private struct FactRows {
    let texts: Texts
    let width: Int
    var text = ScrolledText()

    private var labelWidth: Int { 3 + Glyphs.width(of: texts.columns.encryption) + 3 }

    init(texts: Texts, width: Int) {
        self.texts = texts
        self.width = width
    }

    mutating func addFact(
        _ label: String, _ value: String, _ style: Style, fact: (checked: Date, call: CallName, changed: Date?)?, stale: Bool,
        now: Date, remark: String? = nil
    ) {
        var spans = self.label(label) + [ScrolledText.Span(value, stale ? Style(.dim) : style)]
        var remarks: [(String, Style)] = []
        if let fact {
            remarks.append(
                (texts.details.checked(Durations.exact(now.timeIntervalSince(fact.checked)), fact.call.rawValue), Style(.dim)))
            if stale { remarks.append((texts.details.stale, Style(.warning))) }
            if let changed = fact.changed {
                remarks.append((texts.details.changed(Durations.exact(now.timeIntervalSince(changed))), Style(.dim)))
            }
        } else {
            remarks.append((remark ?? texts.details.neverChecked, Style(.dim)))
        }
        var used = labelWidth + max(14, Glyphs.width(of: value) + 2)
        spans.append(ScrolledText.Span(String(repeating: " ", count: max(2, 14 - Glyphs.width(of: value)))))
        for (remark, style) in remarks {
            let columns = Glyphs.width(of: remark)
            if used + columns + 2 > width {
                text.rows.append(spans)
                spans = [ScrolledText.Span(String(repeating: " ", count: min(labelWidth, max(0, width - columns))))]
                used = labelWidth
            }
            spans.append(ScrolledText.Span(remark + "  ", style))
            used += columns + 2
        }
        text.rows.append(spans)
    }

    mutating func addHistory(_ past: DetailsPast) {
        let history = past.history(room: width - labelWidth - 1)
        text.rows.append(label(texts.columns.history) + history.spans)
        for remark in history.remarks { addRemark(remark.text, remark.style) }
    }

    private func label(_ label: String) -> [ScrolledText.Span] {
        [
            ScrolledText.Span("   " + label, Style(.dim)),
            ScrolledText.Span(String(repeating: " ", count: max(1, labelWidth - 3 - Glyphs.width(of: label)))),
        ]
    }

    mutating func addRemark(_ remark: String, _ style: Style) {
        text.addWrapped(remark, indent: labelWidth, width: width - 1, style)
    }

    mutating func addChanges(of camera: Camera, in state: State, width: Int) {
        text.addBlank()
        text.add(ScrolledText.Span(" "), ScrolledText.Span(texts.details.changes, Style(.heading, .bold)))
        let events = state.snapshot.events.filter { event in
            if case .call = event.what { return false }
            return event.camera == camera.id && !event.isTelling
        }
        let arrow = state.symbols.arrow
        var changes = events.map { (at: $0.at, text: texts.phrase(for: $0.what, arrow: arrow, at: $0.at)) }
        // What was seen before this run, or so long ago that its event is no longer kept, the history still has.
        let told = events.filter { if case .status = $0.what { true } else { false } }.map(\.at)
        for (from, to) in camera.history.seenChanges where !told.contains(where: { abs($0.timeIntervalSince(to.at)) < 1 }) {
            guard let before = Status(from), let after = Status(to) else { continue }
            changes.append((to.at, texts.phrase(for: .status(from: before, to: after), arrow: arrow, at: to.at)))
        }
        if let encryption = camera.encryption, let changed = encryption.changed,
            !events.contains(where: { if case .encryption = $0.what { abs($0.at.timeIntervalSince(changed)) < 1 } else { false } }
            )
        {
            changes.append((changed, "\(texts.columns.encryption) \(arrow) \(texts.word(for: encryption.value))"))
        }
        if changes.isEmpty { text.addWrapped(texts.details.noChanges, indent: 3, width: width, Style(.dim)) }
        let today = state.options.wallTime(state.now)
        for change in changes.enumerated().sorted(by: { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }).map(\.element)
        {
            let moment = state.options.wallTime(change.at)
            let isToday = (moment.year, moment.month, moment.day) == (today.year, today.month, today.day)
            text.add(
                ScrolledText.Span("   \(isToday ? moment.clock : moment.dateAndClock)  ", Style(.dim)),
                ScrolledText.Span(change.text))
        }
    }
}
