import Output
import Settings
import Wording

/// Whether alerts could be sent, as far as that can be told without sending any.
enum AlertsCheck {
    static func finding(
        _ rules: [AlertRule], _ routes: [AlertRoute], isInstalled: ([String]) -> Bool, _ texts: Texts
    ) -> Finding {
        let words = texts.doctor.cloud
        guard !rules.isEmpty else { return Finding(.alerts, .ok, words.noPush) }
        for route in routes {
            guard case .command(let command) = route.way, !isInstalled(command) else { continue }
            return Finding(.alerts, .fail(.refused), words.noRoute(route.name), mend: words.mendRoute)
        }
        return Finding(
            .alerts, .ok,
            words.alerts(rules.count, routes.map { "\($0.name) (\($0.kind.rawValue))" }.joined(separator: texts.punctuation.list))
        )
    }
}
