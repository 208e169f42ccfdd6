import HTTP
import Vocabulary

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
