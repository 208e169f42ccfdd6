import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// Messages, changes and calls, the newest first: for each call its name, code and milliseconds.
struct LogView {
    let state: State
    let log: LogState

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

    static func hints(of state: State) -> [FooterView.Hint] {
        [
            FooterView.Hint(keys: [.character("j"), .character("k")], state.texts.dialogs.scroll, worth: 1),
            FooterView.Hint(.character("/"), state.texts.words(for: "filter").short, worth: 2),
            FooterView.Hint(.tab, state.texts.log.kinds, worth: 3),
            FooterView.Hint(.character("y"), state.texts.log.copy, worth: 4),
        ]
    }

    private struct Entry {
        var at: Date
        var kind: LogState.Kind
        var text: String
        var style: Style
    }

    /// What is shown, newest first.
    private var entries: [Entry] {
        var entries = state.notices.all.filter { $0.kind != .busy }.map {
            Entry(at: $0.at, kind: .message, text: $0.text, style: $0.kind == .error ? Style(.bad) : .plain)
        }
        entries += state.snapshot.events.map {
            Entry(at: $0.at, kind: kind(of: $0), text: state.phrase(for: $0), style: style(of: $0))
        }
        let words = log.filter.words
        return entries.enumerated().sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }.map(\.element).filter {
            (log.kind == nil || $0.kind == log.kind) && (words.isEmpty || Haystack($0.text).matches(words))
        }
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

    private func kind(of event: Event) -> LogState.Kind {
        if case .call = event.what { .call } else { .change }
    }

    private func style(of event: Event) -> Style {
        switch event.what {
        case .call(_, let code, _): code == "200" ? Style(.dim) : Style(.warning)
        case .trouble: Style(.bad)
        default: .plain
        }
    }
}

extension State {
    /// An event in words, with the camera it happened to.
    func phrase(for event: Event) -> String {
        let subject = event.camera.map { "\(name(of: $0)) (\($0.serial)\($0.channel.map { ":\($0)" } ?? ""))" } ?? event.account
        return "\(subject)  \(texts.phrase(for: event.what, arrow: symbols.arrow, at: event.at))"
    }
}
