import FoundationEssentials

/// A token of the platform, by whom it speaks for. Its value is a secret; printing one prints its kind and end only.
public struct Token: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Codable, Sendable {
        /// `at.`: the app's own account (doc 81).
        case own
        /// `da.`: all devices that other users hosted to the app (doc 822).
        case hosted
    }

    public var value: String
    public var kind: Kind
    /// The platform says 7 days; a new token does not end an older one.
    public var expires: Date
    /// The base of every later call, which overseas replies name; nil on the Chinese platform.
    public var areaDomain: String?

    public init(value: String, kind: Kind, expires: Date, areaDomain: String? = nil) {
        self.value = value
        self.kind = kind
        self.expires = expires
        self.areaDomain = areaDomain
    }

    public var description: String { "\(kind.rawValue) token until \(expires)" }
}
