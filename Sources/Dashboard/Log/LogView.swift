import Cells
import Fleet
import FoundationEssentials
import Wording

/// Messages, changes and calls, the newest first: for each call its name, code and milliseconds.
struct LogView {
    let state: State
    let log: LogState

    func draw(into frame: inout Frame, layout: Layout) {
        state.drawPageTitle(state.texts.dialogs.logTitle, into: &frame)
        Self.text(of: state, width: frame.size.columns).draw(from: log.top, in: state.pageBody(layout), into: &frame)
    }

    private struct Entry {
        var at: Date
        var text: String
        var style: Style
    }

    static func text(of state: State, width: Int) -> ScrolledText {
        var entries = state.notices.all.filter { $0.kind != .busy }.map {
            Entry(at: $0.at, text: $0.text, style: $0.kind == .error ? Style(.bad) : .plain)
        }
        entries += state.snapshot.events.map { Entry(at: $0.at, text: state.phrase(for: $0), style: style(of: $0)) }
        var text = ScrolledText()
        for entry in entries.enumerated().sorted(by: { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }).map(\.element) {
            let clock = state.options.wallTime(entry.at).clock
            for (index, line) in Wrap.lines(entry.text, width: max(1, width - 13)).enumerated() {
                text.add(
                    ScrolledText.Span(index == 0 ? " \(clock)  " : "           ", Style(.dim)),
                    ScrolledText.Span(line, entry.style))
            }
        }
        return text
    }

    private static func style(of event: Event) -> Style {
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
