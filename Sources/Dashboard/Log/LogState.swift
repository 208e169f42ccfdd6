import Cells
import Settings
import Wording

/// The log page: how far it is scrolled, the newest first; which kinds of entries, and what they have to contain.
public struct LogState: Hashable, Sendable, Scrolling {
    /// What happened: said to the user, changed on a camera, asked of the cloud.
    enum Kind: CaseIterable, Hashable, Sendable {
        case message, change, call
    }

    var top = 0
    /// nil shows all of them.
    var kind: Kind?
    var filter = Filter()
    var editingFilter = false
}

extension State {
    mutating func pressInLog(_ key: Key) -> [Effect] {
        guard case .log(var log) = page else { return [] }
        if log.editingFilter {
            switch key {
            case .enter: log.editingFilter = false
            case .escape:
                log.editingFilter = false
                log.filter.field.clear()
            default: _ = log.filter.field.edit(key)
            }
            log.top = 0
            page = .log(log)
            return []
        }
        let view = LogView(state: self, log: log)
        if log.scroll(key, rows: view.text(width: size.columns).rows.count, height: pageBody(layout).count) {
            page = .log(log)
            return []
        }
        switch key {
        case .character("/"):
            log.editingFilter = true
            log.filter.field.moveToEnd()
        case .tab:
            let kinds: [LogState.Kind?] = [nil] + LogState.Kind.allCases
            log.kind = kinds[((kinds.firstIndex(of: log.kind) ?? 0) + 1) % kinds.count]
            log.top = 0
        case .character("y"): return [.copyText(view.plain)]
        case .escape where !log.filter.isEmpty && notice?.isError != true: log.filter.field.clear()
        default: return pressInPage(key)
        }
        page = .log(log)
        return []
    }
}
