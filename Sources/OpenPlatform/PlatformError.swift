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
        message = Self.covered(message, secrets)
        code = Self.covered(code, secrets)
        if message.contains("://") {
            message = message.replacing(/:\/\/[^\/?#\s]*@/, with: "://…@")
            let words = message.split(separator: " ", omittingEmptySubsequences: false).map { word in
                word.contains("://") && word.contains("?") ? word.prefix { $0 != "?" } + "?…" : word
            }
            message = words.joined(separator: " ")
        }
        return .refused(code: code, message: message)
    }

    /// Whatever is drawn as nothing, or over its neighbour, may stand in the middle of a secret, and be left out where it is shown.
    private static func covered(_ text: String, _ secrets: [String]) -> String {
        let scalars = Array(text.unicodeScalars)
        let drawn = scalars.indices.filter { isDrawn(scalars[$0]) }
        var isCovered = [Bool](repeating: false, count: scalars.count)
        for secret in secrets {
            let wanted = secret.unicodeScalars.filter(isDrawn)
            guard !wanted.isEmpty else { continue }
            var place = 0
            while place + wanted.count <= drawn.count {
                let found = drawn[place..<(place + wanted.count)]
                if zip(found, wanted).allSatisfy({ scalars[$0] == $1 }), let first = found.first, let last = found.last {
                    for index in first...last { isCovered[index] = true }
                    place += wanted.count
                } else {
                    place += 1
                }
            }
        }
        guard isCovered.contains(true) else { return text }
        var result = String.UnicodeScalarView()
        for index in scalars.indices {
            if !isCovered[index] {
                result.append(scalars[index])
            } else if index == 0 || !isCovered[index - 1] {
                result.append("…")
            }
        }
        return String(result)
    }

    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .enclosingMark, .spacingMark,
            .lineSeparator, .paragraphSeparator:
            return false
        default: return !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
