import Cells

/// The log page: how far it is scrolled; the newest stands first.
public struct LogState: Hashable, Sendable, Scrolling {
    var top = 0
}

extension State {
    mutating func pressInLog(_ key: Key) -> [Effect] {
        guard case .log(var log) = page else { return [] }
        if log.scroll(key, rows: LogView.text(of: self, width: size.columns).rows.count, height: pageBody(layout).count) {
            page = .log(log)
            return []
        }
        return pressInPage(key)
    }
}
