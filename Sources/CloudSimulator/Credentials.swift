/// The one app that the simulated cloud knows.
public struct Credentials: Hashable, Sendable, CustomStringConvertible {
    public var appKey: String
    public var appSecret: String

    public init(appKey: String, appSecret: String) {
        self.appKey = appKey
        self.appSecret = appSecret
    }

    /// Those of the demo: good for nothing but a simulated cloud.
    public static let demo = Credentials(
        appKey: "00000000000000000000000000eztop0", appSecret: "0000000000000000000000000000demo")

    public var description: String { "Credentials(appKey: \(appKey), appSecret: …)" }
}
