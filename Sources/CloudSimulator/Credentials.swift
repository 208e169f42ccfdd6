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

    /// Of this run alone: for a simulated cloud that others can reach.
    public static func random() -> Credentials {
        func word() -> String {
            (0..<2).map { _ in
                let digits = String(UInt64.random(in: .min ... .max), radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
        return Credentials(appKey: word(), appSecret: word())
    }

    public var description: String { "Credentials(appKey: \(appKey), appSecret: …)" }
}
