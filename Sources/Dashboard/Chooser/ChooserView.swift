import Cells
import Fleet
import Settings
import Wording

struct ChooserView {
    let state: State
    let chooser: Chooser
    private var texts: Texts { state.texts }

    func box(size: Size) -> BoxView {
        let width = BoxView.textWidth(in: size)
        let lines = rows.enumerated().map { row, text in
            let cut = Glyphs.cut(text, to: width, ellipsis: state.symbols.ellipsis)
            let filled = cut + String(repeating: " ", count: max(0, width - Glyphs.width(of: cut)))
            return BoxView.Line(filled, row == chooser.chosen ? Style(.selection) : .plain)
        }
        return BoxView(
            title: title, head: [BoxView.Line()], lines: lines, keys: chooser.keyLines(state, width: width),
            symbols: state.symbols,
            focus: chooser.chosen)
    }

    private var title: String {
        switch chooser.kind {
        case .account: texts.chooser.accounts
        case .theme: texts.chooser.themes
        case .columns: texts.chooser.columns
        }
    }

    private var rows: [String] {
        switch chooser.kind {
        case .account:
            let all = "\(texts.chooser.allAccounts)   \(texts.header.cameras(state.snapshot.cameras.count))"
            return [all]
                + state.snapshot.accounts.map { account in
                    let cameras = state.snapshot.cameras.count { $0.id.account == account.id }
                    let trouble = account.trouble.map { "   \(texts.explain($0))" } ?? ""
                    let sources = account.sources.map(texts.word(for:)).joined(separator: " + ")
                    return "\(account.id)   \(account.host)   \(sources)   \(texts.header.cameras(cameras))\(trouble)"
                }
        case .theme: return state.options.themes
        case .columns:
            return Column.all.map { column in
                let isShown = state.grid.columns.contains(column.id)
                let narrow = isShown && !shown.contains(column.id) ? "   \(texts.chooser.tooNarrow)" : ""
                return "[\(isShown ? "x" : " ")] \(column.title(texts))\(narrow)"
            }
        }
    }

    /// The columns that the terminal has room for.
    private var shown: Set<ColumnID> {
        Set(state.columnLayout.places.map(\.column.id))
    }
}
