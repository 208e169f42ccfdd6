import FoundationEssentials

/// The live addresses that are out, by their ids. Those that have ended are forgotten now and then.
struct LiveLinks: Sendable {
    private var links: [String: LiveLink] = [:]
    private var tidyAt = 1_000

    subscript(_ id: String) -> LiveLink? { links[id] }

    mutating func insert(_ link: LiveLink, at now: Date) {
        if links.count >= tidyAt {
            links = links.filter { !$0.value.isOver(at: now) }
            tidyAt = max(1_000, links.count * 2)
        }
        links[link.id] = link
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
    }
}
