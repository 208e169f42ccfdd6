import HTTP

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

extension PlatformError {
    /// What may help. A reply that is none counts as a passing fault of the cloud.
    public var retryClass: RetryClass {
        switch self {
        case .refused(let code, _): PlatformCode.retryClass(code)
        case .transport(let error): error.isTransient ? .wait : .never
        case .malformed: .wait
        }
    }
}
