import Cells
import Fleet
import FoundationEssentials
import Scenes
import Wording

@testable import Dashboard

/// A dashboard under the fingers of a user: presses keys, hears answers, and says what stands on the screen.
struct Story {
    private(set) var state: State
    private(set) var effects: [Effect] = []
    var now = SampleFleet.now
    /// What is remembered; nil where nothing is.
    var past: PastReader? = SampleFleet.read
    /// What was asked of the past, which is answered at once unless it takes its time.
    private(set) var queries: [PastQuery] = []
    var isSlow = false

    init(
        _ snapshot: Snapshot? = SampleFleet.snapshot, size: Size = Size(columns: 120, rows: 40), language: Language = .english,
        readOnly: Bool = false, interval: TimeInterval? = nil, offlineAfter: TimeInterval? = nil, themes: [String] = ["default"],
        rebound: [Command: [Key]] = [:]
    ) {
        state = Scene.fresh(
            size: size, language: language, readOnly: readOnly, interval: interval, offlineAfter: offlineAfter, themes: themes,
            rebound: rebound)
        if let snapshot { send(.snapshot(snapshot)) }
        effects = []
    }

    mutating func send(_ message: Message) {
        for effect in state.update(message, at: now) {
            guard case .readPast(let query) = effect else {
                effects.append(effect)
                continue
            }
            queries.append(query)
            if !isSlow { answer(query) }
        }
    }

    mutating func answer(_ query: PastQuery) { send(.past(query, query.answer(from: past))) }

    mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

    mutating func type(_ text: String) { for character in text { press(.character(String(character))) } }

    /// Selects the camera by its name, as a user would: filters for it and clears the filter.
    mutating func select(_ name: String) {
        press(.character("/"))
        type(name)
        press(.escape)
        effects = []
    }

    /// Puts the same snapshot, changed, on the screen.
    mutating func cloud(_ change: (inout Snapshot) -> Void) {
        var snapshot = state.snapshot
        change(&snapshot)
        var last = state.snapshot.events.last?.number ?? 0
        for place in snapshot.events.indices where snapshot.events[place].number == 0 {
            last += 1
            snapshot.events[place].number = last
        }
        send(.snapshot(snapshot))
    }

    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    var screen: String { state.view().text }

    /// The lowest row, which lists keys.
    var footer: String { state.view().text(row: state.size.rows - 1) }

    /// What the screen says in one line, however it is wrapped.
    var flat: String { screen.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// What is said on the rows of messages, in one line; empty where they are the news'.
    var message: String {
        let rows = state.messageLines(width: state.size.columns)
        return rows.map { $0.text.trimmingPrefix(" ") }.joined(separator: " ")
    }

    /// How its first row looks.
    var messageStyle: Style? { state.messageLines(width: state.size.columns).first?.style }

    /// The row of the grid that shows this text.
    func row(_ text: String) -> String? {
        let frame = state.view(), isList = state.page is GridPage && state.dialog == nil
        let columns = isList ? state.layout.listColumns : 0..<frame.size.columns
        return (0..<frame.size.rows).lazy.map { row in columns.map { frame[$0, row].text }.joined() }.first { $0.contains(text) }
    }

    /// The style of the first cell of a text on the screen.
    func style(of text: String, inRowWith other: String) -> Style? {
        let frame = state.view()
        for row in 0..<frame.size.rows where frame.text(row: row).contains(other) {
            for column in 0..<frame.size.columns {
                var columnText = "", next = column
                while next < frame.size.columns, columnText.count < text.count {
                    columnText += frame[next, row].text
                    next += 1
                }
                if columnText == text { return frame[column, row].style }
            }
        }
        return nil
    }
}
