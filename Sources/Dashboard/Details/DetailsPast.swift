import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// What was, on the page of what is known of a camera: the strip of HISTORY, what a week comes to, and the outages of that time.
struct DetailsPast {
    let state: State
    let camera: Camera

    /// What is known of it: at least what its row has.
    private let past: Past
    /// What the strip shows, and what is reckoned: a week at least, where that much is known.
    private let shown, reckoned: HistorySpan

    init(state: State, camera: Camera) {
        self.state = state
        self.camera = camera
        let known = state.past.past(of: camera)
        past = known ?? Past(status: camera.history)
        shown = known == nil ? .day : state.past.chosen
        reckoned = known == nil ? .day : max(.week, shown)
    }

    /// Columns of the strip where the figures stand beside it, and where they stand below.
    private static let short = 24, long = 48

    /// - Parameter room: columns beside the label.
    func history(room: Int) -> (spans: [ScrolledText.Span], remarks: [(text: String, style: Style)]) {
        let words = "\(reckoned.rawValue) " + state.figures(past, in: .last(reckoned.seconds, until: state.now))
        var remarks: [(text: String, style: Style)] = state.pastLack.map { [($0, Style(.dim))] } ?? []
        let label = "\(shown.rawValue) "
        if label.count + Self.short + 3 + Glyphs.width(of: words) <= room {
            return (strip(label, Self.short) + [ScrolledText.Span("   " + words)], remarks)
        }
        remarks.insert((words, .plain), at: 0)
        return (strip(label, max(1, min(Self.long, room - label.count))), remarks)
    }

    private func strip(_ label: String, _ buckets: Int) -> [ScrolledText.Span] {
        let strip = past.status.strip(buckets: buckets, in: .last(shown.seconds, until: state.now))
        return [ScrolledText.Span(label, Style(.dim))] + strip.map { state.symbols.span($0) }
    }

    func addOutages(to text: inout ScrolledText) {
        let span = DateInterval.last(reckoned.seconds, until: state.now)
        text.addBlank()
        text.add(
            ScrolledText.Span(" "),
            ScrolledText.Span("\(state.texts.past.outagesTitle) \(reckoned.rawValue)", Style(.heading, .bold)))
        text.addOutages(past.status.outages.filter { $0.touches(span) }, in: state)
    }
}
