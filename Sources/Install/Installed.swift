/// What `install` has put where it belongs.
public struct Installed: Sendable {
    public let files: Int
    public let service: Systemd
    /// The units that were written; the one that was asked for comes first.
    public let units: [String]
    /// The units that somebody has changed, and that stay as they are.
    public let changed: [String]
    /// What starts the service, and makes first what it needs; none where no unit was asked for.
    public let commands: [String]
}

/// What `uninstall` has taken away.
public struct Removed: Sendable {
    public var files = 0
    public let service: Systemd
    public var units: [String] = []
    /// The units that somebody has changed, and that stay.
    public var changed: [String] = []
}
