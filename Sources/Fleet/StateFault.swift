/// Why what eztop remembers between runs could not be read or written.
public enum StateFault: String, Error, Hashable, Codable, Sendable {
    /// There is no folder for it, or none that can be written.
    case unavailable
    /// Folder or file is somebody else's, open to others, or a link.
    case foreign
    /// It was no state file any more, and was set aside.
    case damaged
    /// A journal lay beside it that was none of its own, and was set aside; nothing is lost.
    case journal
    /// A newer eztop wrote it.
    case newer
    /// The disk is full, or broken.
    case full
    /// The clock is off, or what is remembered is of times to come: nothing is added to the log of changes.
    case clock
    /// Another process held it for too long.
    case busy
}

extension StateFault {
    /// What came of it is over: from then on everything is kept.
    public var isOver: Bool { self == .damaged || self == .journal }
}
