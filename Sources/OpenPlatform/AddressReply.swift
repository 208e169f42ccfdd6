import FoundationEssentials

/// The reply of `v2/live/address/get` (doc 1414). `url` is a secret: whoever has it can watch.
public struct AddressReply: Hashable, Sendable {
    public var url: String
    public var id: String?
    /// From the URL's `expire=` (seconds since 1970), else from `expireTime`, read as Beijing time on the Chinese platform.
    public var expires: Date?

    public init(url: String, id: String? = nil, expires: Date? = nil) {
        self.url = url
        self.id = id
        self.expires = expires
    }
}
