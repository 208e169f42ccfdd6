/// Where a unit lies: in a folder below which no link is followed; the way to that folder may lead over links.
struct UnitPlace: Hashable, Sendable {
    let base: String
    let path: String
    /// systemd looks there by itself.
    let isUsual: Bool

    var whole: String { base + "/" + path }

    /// Below a prefix that somebody named.
    init(below prefix: String, _ manager: Systemd) {
        (base, path, isUsual) = (prefix, "lib/\(manager.folder)/eztop.service", false)
    }

    /// - Parameter home: of the user whose manager it is.
    init?(usualOf manager: Systemd, home: String?) {
        switch manager {
        case .system: base = "/etc"
        case .user:
            guard let home, home.hasPrefix("/") else { return nil }
            base = home + "/.config"
        }
        path = manager.folder + "/eztop.service"
        isUsual = true
    }
}
