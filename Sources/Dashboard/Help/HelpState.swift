import Cells
import Settings

/// The help page: how far it is scrolled.
public struct HelpState: Hashable, Sendable, Scrolling {
    var top = 0
}

extension State {
    mutating func pressInHelp(_ key: Key) -> [Effect] {
        guard case .help(var help) = page else { return [] }
        if help.scroll(key, rows: HelpView.text(of: self, width: size.columns).rows.count, height: pageBody(layout).count) {
            page = .help(help)
            return []
        }
        return pressInPage(key)
    }
}
