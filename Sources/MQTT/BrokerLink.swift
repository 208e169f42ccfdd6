import Fleet
import Settings
import Vocabulary

/// One connection to a broker, from the attempt to its end.
protocol BrokerLink: Sendable {
    /// What happens on it; `ended` is the last.
    var events: AsyncStream<BrokerEvent> { get }
    func send(_ orders: [BrokerOrder])
    /// Says good-bye where there is somebody to hear it, for less than a second.
    func end()
}

enum BrokerEvent: Hashable, Sendable {
    case connected
    /// So many messages have arrived.
    case acknowledged(Int)
    /// - Parameter payload: nil where it is longer than any that is looked for.
    case received(topic: String, payload: String?, isRetained: Bool)
    /// nil: by our own wish.
    case ended(BrokerFault?)
}

enum BrokerOrder: Hashable, Sendable {
    case publish(Publication)
    /// - Parameter quality: of service, as MQTT counts it.
    case subscribe(String, quality: Int32)
    case unsubscribe(String)
}

/// What a connection is made with.
struct BrokerLogin: Sendable {
    var address: BrokerAddress
    var caFile: String?
    var password: Secret?
    /// Whoever comes by the same name takes this one's place.
    var client: String
    /// Where `offline` stands once the connection is lost, or has ended; nil leaves nothing.
    var will: String?
}
