import Vocabulary

/// Where pushed messages come from.
public enum PushSettings: Sendable {
    /// The cloud sends them to an address of ours.
    case webhook(Webhook)
    /// They wait in a queue of each account at the platform, and are fetched for this group.
    case pull(MessageGroup)

    /// Where messages are listened for, and what signs them. The secret never shows when it is printed.
    public struct Webhook: Sendable, CustomStringConvertible, CustomReflectable {
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
}
