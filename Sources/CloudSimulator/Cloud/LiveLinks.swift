import FoundationEssentials

/// The live addresses that are out, by their ids. Those that have ended are forgotten now and then.
struct LiveLinks: Sendable {
    private var links: [String: LiveLink] = [:]
    /// As they were issued.
    private var ids: [String] = []
    private var tidyAt = 1_000

    /// Whoever has the demo's keys, which everybody knows, may ask without end: beyond so many the oldest are no more.
    private static let most = 10_000

    subscript(_ id: String) -> LiveLink? { links[id] }

    mutating func insert(_ link: LiveLink, at now: Date) {
        if ids.count >= tidyAt {
            ids.removeAll { id in links[id].map { $0.isOver(at: now) } ?? true }
            ids.removeFirst(max(0, ids.count - Self.most / 2))
            links = Dictionary(ids.compactMap { id in links[id].map { (id, $0) } }) { $1 }
            tidyAt = max(1_000, ids.count * 2)
        }
        links[link.id] = link
        ids.append(link.id)
    }

    /// Withdraws one address of a camera, or all of them; returns how many that were.
    mutating func remove(_ id: String?, serial: String, channel: Int) -> Int {
        let found = (id.map { [$0] } ?? Array(links.keys)).filter {
            links[$0].map { $0.serial == serial && $0.channel == channel } ?? false
        }
        for id in found { links[id] = nil }
        return found.count
    }

    mutating func removeAll() {
        links = [:]
        ids = []
    }
}
