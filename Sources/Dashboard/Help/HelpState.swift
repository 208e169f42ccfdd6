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

    /// Keys that every page knows: back, redraw, suspend.
    mutating func pressInPage(_ key: Key) -> [Effect] {
        switch key {
        case .escape:
            if !notices.dismiss() { page = .grid }
        case .character("q"), .enter: page = .grid
        default:
            switch options.bindings.binding(for: key)?.command {
            case .redraw: return [.redraw]
            case .palette: dialog = .palette(Palette())
            case .suspend: return [.suspend]
            case .help:
                if case .help = page { page = .grid } else { page = .help(HelpState()) }
            case .log:
                if case .log = page { page = .grid } else { page = .log(LogState()) }
            default: break
            }
        }
        return []
    }
}
