import Vocabulary

/// Where pushed messages are taken, and what signs them. The secret never shows when it is printed.
public struct PushSettings: Sendable, CustomStringConvertible, CustomReflectable {
    public var host: String
    /// 0 takes any free port.
    public var port: UInt16
    public var secret: Secret

    public init(host: String, port: UInt16, secret: Secret) {
        self.host = host
        self.port = port
        self.secret = secret
    }

    public var description: String { "push at \(host):\(port)" }
    public var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
