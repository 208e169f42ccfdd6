import FoundationEssentials
import Vocabulary

/// One HTTP call as the log shows it and the budget counts it.
public struct CallRecord: Hashable, Sendable {
    public var name: CallName
    /// What was asked for after `/api/lapp/`, with a version where the platform has one there; else the name.
    public var path: String
    /// The platform's code, or the transport's word (`unreachable`, `timed out`, `HTTP 502`, `malformed`).
    public var code: String
    public var milliseconds: Int
    /// The reply's `Date` header, to notice a clock that is wrong.
    public var serverDate: Date?

    public init(name: CallName, path: String? = nil, code: String, milliseconds: Int, serverDate: Date? = nil) {
        self.name = name
        self.path = path ?? name.rawValue
        self.code = code
        self.milliseconds = milliseconds
        self.serverDate = serverDate
    }
}
