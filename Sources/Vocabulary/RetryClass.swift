/// What may help after a call that failed.
public enum RetryClass: Hashable, Sendable {
    /// A new token, once.
    case refetchToken
    /// Time: seconds to minutes, longer each time.
    case wait
    /// A quota is reached, and nobody says when it ends: a probe now and then.
    case waitForQuota
    /// Nothing that the program could do by itself.
    case never
}
