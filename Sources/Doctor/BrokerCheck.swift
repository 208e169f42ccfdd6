import Fleet
import Output
import Settings
import Wording

/// Whether states could be published.
enum BrokerCheck {
    /// - Parameters:
    ///   - library: what it was tried with; nil where there is none.
    ///   - fault: why the broker cannot be had; nil where it can.
    static func finding(_ broker: Broker, library: String?, fault: BrokerFault?, _ texts: Texts) -> Finding {
        let address = broker.address
        // Where the outside world has its broker is not for a bug report.
        let place = address.isLoopback ? address.text : "\(address.isSecure ? "mqtts" : "mqtt")://…:\(address.port)"
        guard let fault else { return Finding(.mqtt, .ok, texts.doctor.cloud.brokerAnswers(place, library ?? "")) }
        // Polling goes on without it.
        return Finding(.mqtt, .warn, texts.doctor.cloud.cannotListen(place, texts.describe(fault)))
    }
}
