import Alerts
import Dashboard
import Fleet
import FoundationEssentials
import Glibc
import MQTT
import Settings
import Sharing
import Wording

extension Invocation {
    /// What goes along with this one while it polls for all, made anew whenever it begins to.
    public var companions: @Sendable () -> [any PollerCompanion] {
        // Whoever polls for one account of several knows nothing of the others, which would be taken away.
        let broker = demo || options.account != nil ? nil : configuration.broker
        let alerts = alerterSettings, environment = environment
        let (readOnly, texts) = (readOnly, texts)
        return {
            var all: [any PollerCompanion] = []
            if let alerts { all.append(Alerter(alerts, Courier(environment: environment))) }
            if let broker { all.append(MQTTPublisher(broker, readOnly: readOnly, texts: texts)) }
            return all
        }
    }

    /// nil where nobody is to be told of anything.
    private var alerterSettings: Alerter.Settings? {
        guard !configuration.alerts.isEmpty, !demo else { return nil }
        var settings = Alerter.Settings(
            rules: configuration.alerts.map { rule in
                let filter = Filter(rule.cameras), texts = texts
                return AlertBook.Rule(rule) { filter.keeps($0, texts: texts, at: Date()) }
            },
            routes: configuration.routes, stateFile: stateFile, accounts: identities, means: alertMeans)
        if let log { settings.log = { log.note($0) } }
        return settings
    }

    /// What messages of alerts are made with.
    public var alertMeans: AlertBook.Means {
        AlertBook.Means(
            texts,
            offset: { date in
                var seconds = time_t(date.secondsOnTheWall)
                var parts = tm()
                localtime_r(&seconds, &parts)
                return parts.tm_gmtoff
            })
    }
}

extension RootKey {
    /// What those that go along with it cannot take over: others take their place.
    public static let wantOtherCompanions: Set<RootKey> = [.accounts, .alerts, .via, .mqtt, .readOnly, .language]
}
