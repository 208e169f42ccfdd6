import FoundationEssentials

/// One request as the simulated cloud remembers it: free of tokens, secrets and the signatures of addresses.
public struct RequestRecord: Hashable, Codable, Sendable {
    public var at: Date
    public var method: String
    public var path: String
    /// The parameters' names, sorted.
    public var parameters: [String]
    /// The code of the answer's envelope, or the HTTP status where there is none.
    public var answer: String
}
