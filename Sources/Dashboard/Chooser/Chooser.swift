import Cells
import Fleet
import Settings
import Wording

/// A list to choose from: accounts, themes, columns.
struct Chooser: Dialog {
    static let scope = Scope.chooser

    enum Kind: Hashable, Sendable {
        case account, columns
        /// With the theme that Esc goes back to.
        case theme
    }

    var kind: Kind
    var chosen = 0
    /// The theme that was in force when the list opened, which leaving it brings back.
    var theme: String

    func box(_ state: State) -> BoxView? { ChooserView(state: state, chooser: self).box(size: state.size) }

    func confirmation(_ state: State) -> String? {
        switch kind {
        case .account: state.texts.chooser.show
        case .theme: state.texts.dialogs.keep
        case .columns: state.texts.dialogs.back
        }
    }

    func confirm(_ state: inout State) -> [Effect] {
        state.dialog = nil
        guard kind == .account else { return [.remember(state.preferences)] }
        state.showAccount(chosen)
        return []
    }

    func leaving(_ state: State) -> String? {
        switch kind {
        case .account: state.word(.dialogLeave)
        case .theme: state.texts.chooser.asBefore
        case .columns: nil
        }
    }

    func leave(_ state: inout State) -> [Effect] {
        state.dialog = nil
        return kind == .theme ? state.setTheme(theme) : []
    }
}

extension Scope {
    static let chooser = Scope(
        "chooser",
        own: [
            Binding("chooser-down", [.character("j"), .down, .control("n")], run: { $0.choose { row, _ in row + 1 } }),
            Binding("chooser-up", [.character("k"), .up, .control("p")], run: { $0.choose { row, _ in row - 1 } }),
            Binding("chooser-first", [.character("g"), .home], run: { $0.choose { _, _ in 0 } }),
            Binding("chooser-last", [.character("G"), .end], run: { $0.choose { _, last in last } }),
            Binding(
                "chooser-toggle", [.character(" ")], footer: 0, applies: { $0[Chooser.self]?.kind == .columns },
                run: { $0.toggleChosenColumn() }),
        ], takes: .dialog)
}

extension State {
    mutating func openChooser(_ kind: Chooser.Kind) {
        var chooser = Chooser(kind: kind, theme: theme)
        switch kind {
        case .account: chooser.chosen = grid.account.flatMap { accountNames.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        case .theme: chooser.chosen = options.themes.firstIndex(of: theme) ?? 0
        case .columns: break
        }
        show(chooser)
    }

    var accountNames: [String] { snapshot.accounts.map(\.id) }

    private func count(_ kind: Chooser.Kind) -> Int {
        switch kind {
        case .account: accountNames.count + 1
        case .theme: options.themes.count
        case .columns: ColumnID.allCases.count
        }
    }

    /// - Parameter place: makes the chosen row of the one that was it, and of the last one.
    fileprivate mutating func choose(_ place: (Int, Int) -> Int) -> [Effect] {
        guard let chooser = self[Chooser.self] else { return [] }
        let last = max(0, count(chooser.kind) - 1), chosen = min(max(0, place(chooser.chosen, last)), last)
        self[Chooser.self]?.chosen = chosen
        // A theme is seen as soon as it is chosen.
        return chooser.kind == .theme && options.themes.indices.contains(chosen) ? setTheme(options.themes[chosen]) : []
    }

    fileprivate mutating func toggleChosenColumn() -> [Effect] {
        guard let chooser = self[Chooser.self] else { return [] }
        toggle(ColumnID.allCases[min(chooser.chosen, ColumnID.allCases.count - 1)])
        return [.remember(preferences)]
    }

    fileprivate mutating func showAccount(_ row: Int) {
        let names = accountNames
        grid.account = names.indices.contains(row - 1) ? names[row - 1] : nil
        arrange()
    }

    fileprivate mutating func setTheme(_ name: String) -> [Effect] {
        guard name != theme else { return [] }
        theme = name
        return [.setTheme(name)]
    }

    /// Puts a column where it belongs, or takes it away; NAME always stays, or nobody knew which camera a row is.
    private mutating func toggle(_ id: ColumnID) {
        guard id != .name else { return }
        if let place = grid.columns.firstIndex(of: id) {
            grid.columns.remove(at: place)
            if grid.sort.column == id {
                grid.sort = GridState.Sort()
                arrange()
            }
        } else {
            let later = ColumnID.allCases.drop { $0 != id }.dropFirst()
            grid.columns.insert(id, at: grid.columns.firstIndex { later.contains($0) } ?? grid.columns.count)
        }
    }
}
