import Cells
import Fleet
import Settings

/// A list to choose from: accounts, themes, columns.
public struct Chooser: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case account, columns
        /// With the theme that Esc goes back to.
        case theme
    }

    var kind: Kind
    var chosen = 0
    /// The theme that was in force when the list opened, which Esc brings back.
    var theme: String
}

extension State {
    mutating func openChooser(_ kind: Chooser.Kind) {
        var chooser = Chooser(kind: kind, theme: theme)
        switch kind {
        case .account: chooser.chosen = grid.account.flatMap { accountNames.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        case .theme: chooser.chosen = options.themes.firstIndex(of: theme) ?? 0
        case .columns: break
        }
        dialog = .chooser(chooser)
    }

    var accountNames: [String] { snapshot.accounts.map(\.id) }

    private func count(_ kind: Chooser.Kind) -> Int {
        switch kind {
        case .account: accountNames.count + 1
        case .theme: options.themes.count
        case .columns: ColumnID.allCases.count
        }
    }

    mutating func press(_ key: Key, in chooser: Chooser) -> [Effect] {
        var chooser = chooser
        let last = max(0, count(chooser.kind) - 1)
        switch key {
        case .down, .character("j"), .control("n"): chooser.chosen = min(last, chooser.chosen + 1)
        case .up, .character("k"), .control("p"): chooser.chosen = max(0, chooser.chosen - 1)
        case .home, .character("g"): chooser.chosen = 0
        case .end, .character("G"): chooser.chosen = last
        case .character(" ") where chooser.kind == .columns:
            toggle(ColumnID.allCases[min(chooser.chosen, last)])
            return [.remember(preferences)]
        case .enter: return accept(chooser)
        case .escape, .character("q"):
            dialog = nil
            return chooser.kind == .theme ? setTheme(chooser.theme) : []
        default: return []
        }
        dialog = .chooser(chooser)
        // A theme is seen as soon as it is chosen.
        guard chooser.kind == .theme, options.themes.indices.contains(chooser.chosen) else { return [] }
        return setTheme(options.themes[chooser.chosen])
    }

    private mutating func accept(_ chooser: Chooser) -> [Effect] {
        dialog = nil
        switch chooser.kind {
        case .account:
            let names = accountNames
            grid.account = names.indices.contains(chooser.chosen - 1) ? names[chooser.chosen - 1] : nil
            arrange()
            return []
        case .theme, .columns: return [.remember(preferences)]
        }
    }

    private mutating func setTheme(_ name: String) -> [Effect] {
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
