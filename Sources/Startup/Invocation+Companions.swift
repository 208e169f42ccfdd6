import MQTT
import Settings
import Sharing

extension Invocation {
    /// What goes along with this one while it polls for all, made anew whenever it begins to.
    public var companions: @Sendable () -> [any PollerCompanion] {
        // Whoever polls for one account of several knows nothing of the others, which would be taken away.
        let broker = demo || options.account != nil ? nil : configuration.broker
        let (readOnly, texts) = (readOnly, texts)
        return { broker.map { [MQTTPublisher($0, readOnly: readOnly, texts: texts)] } ?? [] }
    }
}

extension RootKey {
    /// What makes other companions.
    public static let wantOtherCompanions: Set<RootKey> = [.mqtt, .readOnly, .language]
}
