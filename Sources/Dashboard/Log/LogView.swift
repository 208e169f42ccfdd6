import Cells
import Fleet
import FoundationEssentials
import Settings
import Vocabulary
import Wording

/// Messages, changes and calls, the newest first: for each call its name, code and milliseconds.
struct LogView {
    let state: State
    let log: LogPage

    func draw(into frame: inout Frame, layout: Layout) {
        let text = text(width: frame.size.columns), body = state.pageBody(layout)
        text.draw(from: log.top, in: body, into: &frame)
        state.drawPageTitle(title, position: text.position(from: log.top, height: body.count), into: &frame)
    }

    private var title: String {
        let texts = state.texts.log
        let kind =
            switch log.kind {
            case nil: ""
            case .message: "   \(texts.messages)"
            case .change: "   \(texts.changes)"
            case .call: "   \(texts.calls)"
            }
        return state.texts.dialogs.logTitle + kind + (log.filter.isEmpty ? "" : "   /\(log.filter.text)")
    }

    private struct Entry {
        var at: Date
        var kind: LogPage.Kind
        var text: String
        var style: Style
    }

    /// What is shown, newest first.
    private var entries: [Entry] {
        var entries = state.notices.all.filter { $0.kind != .busy }.map {
            Entry(at: $0.at, kind: .message, text: $0.text, style: $0.isError ? Style(.bad) : .plain)
        }
        entries += shownEvents.map { event, count in
            let text = state.phrase(for: event) + (count > 1 ? "  ×\(count)" : "")
            return Entry(at: event.at, kind: kind(of: event), text: text, style: style(of: event))
        }
        let words = log.filter.words
        return entries.enumerated().sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }.map(\.element).filter {
            (log.kind == nil || $0.kind == log.kind) && (words.isEmpty || Haystack($0.text).matches(words))
        }
    }

    /// Polls that went well would push everything else off the page: of each call only the last one stands there, with how many
    /// there were. Their own kind, and a filter, show every one.
    private var shownEvents: [(event: Event, count: Int)] {
        let events = state.snapshot.events.filter { !$0.isTelling }
        guard log.kind == nil, log.filter.isEmpty else { return events.map { ($0, 1) } }
        var counts: [String: Int] = [:]
        func call(_ event: Event) -> String? {
            if case .call(let name, code: PlatformCode.ok, _) = event.what { "\(event.account) \(name.rawValue)" } else { nil }
        }
        for event in events { if let call = call(event) { counts[call, default: 0] += 1 } }
        return events.reversed().compactMap { event in
            guard let call = call(event) else { return (event, 1) }
            return counts.removeValue(forKey: call).map { (event, $0) }
        }.reversed()
    }

    func text(width: Int) -> ScrolledText {
        var text = ScrolledText()
        for entry in entries {
            let clock = state.options.wallTime(entry.at).clock
            for (index, line) in Wrap.lines(entry.text, width: max(1, width - 13)).enumerated() {
                text.add(
                    ScrolledText.Span(index == 0 ? " \(clock)  " : "           ", Style(.dim)),
                    ScrolledText.Span(line, entry.style))
            }
        }
        return text
    }

    /// What is shown as lines to be sent to somebody, the oldest first.
    var plain: String {
        entries.reversed().map { "\(state.options.wallTime($0.at).dateAndClock)  \(Glyphs.admitted($0.text))" }.joined(
            separator: "\n")
    }

    private func kind(of event: Event) -> LogPage.Kind {
        if case .call = event.what { .call } else { .change }
    }

    private func style(of event: Event) -> Style {
        switch event.what {
        case .call(_, let code, _): code == PlatformCode.ok ? Style(.dim) : Style(.warning)
        case .trouble: Style(.bad)
        default: .plain
        }
    }
}

extension State {
    /// An event in words, with the camera it happened to.
    func phrase(for event: Event) -> String {
        let subject =
            event.camera.map {
                "\(event.name.map { Glyphs.cut(Glyphs.admitted($0), to: 64) } ?? name(of: $0)) (\($0.serial)\($0.channel.map { ":\($0)" } ?? ""))"
            } ?? event.account
        return "\(subject)  \(texts.phrase(for: event.what, arrow: symbols.arrow, at: event.at))"
    }
}
