import HTTP
import Vocabulary

/// Why a call brought no result. Free of tokens and addresses, so that it can be shown and logged.
public enum PlatformError: Error, Hashable, Sendable {
    /// A code that is no success, with the platform's own words.
    case refused(code: String, message: String)
    case transport(TransportError)
    /// HTTP status that is not 200, or a body that is no reply: what was wrong with it, never what it held.
    case malformed(String)

    /// The platform's code, where there is one.
    public var code: String? {
        if case .refused(let code, _) = self { code } else { nil }
    }
}

extension PlatformError {
    /// What may help. A reply that cannot be read is taken for a fault of the cloud that passes.
    public var retryClass: RetryClass {
        switch self {
        case .refused(let code, _): PlatformCode.retryClass(code)
        case .transport(let error): error.isTransient ? .wait : .never
        case .malformed: .wait
        }
    }
}
