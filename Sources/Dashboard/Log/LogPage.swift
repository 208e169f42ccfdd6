import Cells

/// The log page: how far it is scrolled, the newest first; which kinds of entries, and what they have to contain.
struct LogPage: ScrolledPage {
    static let scope = Scope.log

    /// What happened: said to the user, changed on a camera, asked of the cloud.
    enum Kind: CaseIterable, Hashable, Sendable {
        case message, change, call
    }

    var top = 0
    /// nil shows all of them.
    var kind: Kind?
    var filter = Filter()
    var editingFilter = false

    static func open(in state: inout State) -> [Effect] {
        state.open(LogPage())
        return []
    }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        LogView(state: state, log: self).draw(into: &frame, layout: layout)
    }

    func text(of state: State) -> ScrolledText { LogView(state: state, log: self).text(width: state.size.columns) }

    func prompt(in state: State) -> Prompt? {
        guard editingFilter else { return nil }
        return Prompt(
            scope: .logFilter, field: filter.field,
            take: { state, field in
                state[LogPage.self]?.filter.field = field
                state[LogPage.self]?.top = 0
            },
            end: { state in
                state[LogPage.self]?.editingFilter = false
                state[LogPage.self]?.top = 0
            })
    }

    mutating func showNextKind() {
        let kinds: [Kind?] = [nil] + Kind.allCases
        kind = kinds[((kinds.firstIndex(of: kind) ?? 0) + 1) % kinds.count]
        top = 0
    }
}

extension Scope {
    static let log = Scope(
        "log",
        own: [
            Binding(
                "log-filter", [.character("/")], footer: 2,
                act: { state in
                    state[LogPage.self]?.editingFilter = true
                    state[LogPage.self]?.filter.field.moveToEnd()
                }),
            Binding("log-kind", [.tab], footer: 3, act: { $0[LogPage.self]?.showNextKind() }),
            Binding(
                "log-copy", [.character("y")], footer: 4,
                run: { state in state[LogPage.self].map { [.copyText(LogView(state: state, log: $0).plain)] } ?? [] }),
            Binding(
                "log-clear", [.escape],
                applies: { $0[LogPage.self]?.filter.isEmpty == false && $0.notice?.isError != true },
                act: { $0[LogPage.self]?.filter.field.clear() }),
            Binding("log-close", follows: .log, run: { $0.goBack() }),
        ], takes: .page.union(Set.scrolling))

    /// The log's filter, while it is typed.
    static let logFilter = Scope("log-filter", takes: .prompt, isText: true)
}
