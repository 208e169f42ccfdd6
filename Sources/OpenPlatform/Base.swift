/// Where calls go: `https://open.ys7.com`, and whether that is the overseas platform, whose live path has no `v2`.
public struct Base: Hashable, Codable, Sendable {
    public var url: String
    public var overseas: Bool

    public init(url: String, overseas: Bool) {
        self.url = url
        self.overseas = overseas
    }
}
