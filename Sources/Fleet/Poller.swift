import FoundationEssentials

/// Who asks the cloud for a front, where that is another process of the user's.
public struct Poller: Hashable, Codable, Sendable {
    /// Its number.
    public var process: Int
    /// It is `eztop serve`, which never goes.
    public var isService: Bool
    /// When it began to poll.
    public var since: Date
    /// It hands out no addresses and pictures, and takes no orders: it is another user's, whose group may look. nil for no.
    public var letsLookOnly: Bool?
    /// Since when nothing has been heard of it, though it holds its place: it is stopped, or its machine is busy. nil while it answers.
    public var silentSince: Date?

    public init(process: Int, isService: Bool = false, since: Date, silentSince: Date? = nil) {
        self.process = process
        self.isService = isService
        self.since = since
        self.silentSince = silentSince
    }
}

/// Why a front asks the cloud by itself, though another process of the user's does so too.
public enum Aloneness: Hashable, Codable, Sendable {
    /// The other one is another eztop, and they could misunderstand each other.
    case otherVersion(String, process: Int)
    /// The other one has not all of this one's accounts.
    case otherAccounts(process: Int)
    /// The place where they would meet cannot be used: the system's words, and where.
    case noPlace(reason: String, path: String)
    /// What answers there is no eztop.
    case nonsense(path: String)
    /// The other one holds its place and does not answer.
    case silent(process: Int)
}

/// How one front has set the poll for all.
public struct Steering: Hashable, Codable, Sendable {
    public enum What: Hashable, Codable, Sendable {
        case paused
        case resumed
        /// In seconds.
        case interval(TimeInterval)
    }

    public var what: What
    /// Whose front it was.
    public var process: Int
    public var at: Date

    public init(_ what: What, process: Int, at: Date) {
        self.what = what
        self.process = process
        self.at = at
    }
}
