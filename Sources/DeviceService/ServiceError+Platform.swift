import Fleet
import HTTP
import OpenPlatform
import Vocabulary

extension ServiceError {
    /// The same failure in the words that fronts know, with the call and the host that failed.
    init(_ error: PlatformError, call: CallName, host: String) {
        switch error {
        case .refused(let code, let message): self = .refused(code: code, message: message, call: call, host: host)
        case .malformed(let reason): self = .malformed(reason: reason, call: call, host: host)
        case .transport(.tooLarge(let limit)):
            self = .malformed(reason: "the reply is over \(limit) bytes", call: call, host: host)
        case .transport(.unreachable(let reason)), .transport(.timedOut(let reason)), .transport(.insecure(let reason)):
            self = .unreachable(reason: reason, host: host)
        case .transport(.invalidURL): self = .unreachable(reason: "invalid URL", host: host)
        case .transport(.inside):
            self = .malformed(reason: "the cloud named an address inside", call: call, host: host)
        case .transport(.foreign): self = .unreachable(reason: "refused", host: host)
        case .transport(.cancelled): self = .unreachable(reason: "cancelled", host: host)
        }
    }
}
