import Alerts
import Dashboard
import Fleet
import FoundationEssentials
import Glibc
import Settings
import Sharing
import Wording

extension Invocation {
    /// Makes what goes along with this process while it polls for all.
    public var companions: @Sendable () -> [any PollerCompanion] {
        let alerts = alerterSettings, environment = environment
        return { alerts.map { [Alerter($0, Courier(environment: environment))] } ?? [] }
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
