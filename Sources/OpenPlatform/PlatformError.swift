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

extension PlatformError {
    /// What a cloud says back of what it was sent is in no message, and neither is who is named in an address, nor its
    /// end, which lets anybody watch.
    public func hiding(_ secrets: [String]) -> PlatformError {
        guard case .refused(var code, var message) = self else { return self }
        for secret in secrets where !secret.isEmpty {
            message = message.replacing(secret, with: "…")
            code = code.replacing(secret, with: "…")
        }
        if message.contains("://") {
            message = message.replacing(/:\/\/[^\/?#\s]*@/, with: "://…@")
            let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
                word.contains("://") && word.contains("?") ? word.prefix { $0 != "?" } + "?…" : word
            }
            message = words.joined(separator: " ")
        }
        return .refused(code: code, message: message)
    }
}
