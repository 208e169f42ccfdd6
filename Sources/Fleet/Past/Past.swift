import FoundationEssentials

/// What is remembered of one camera: its three facts over a span that somebody asked for.
public struct Past: Hashable, Codable, Sendable {
    /// What it was called when it was last seen.
    public var name: String
    public var status: History
    public var encryption: History
    public var live: History

    public init(name: String = "", status: History = History(), encryption: History = History(), live: History = History()) {
        self.name = name
        self.status = status
        self.encryption = encryption
        self.live = live
    }

    public subscript(fact: FactKind) -> History {
        get {
            switch fact {
            case .status: status
            case .encryption: encryption
            case .live: live
            }
        }
        set {
            switch fact {
            case .status: status = newValue
            case .encryption: encryption = newValue
            case .live: live = newValue
            }
        }
    }
}

/// One of the three facts of a camera.
public enum FactKind: Int, Hashable, Sendable, CaseIterable {
    case status, encryption, live
}
