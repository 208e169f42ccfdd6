import Alerts
import Fleet
import FoundationEssentials
import Output
import Settings
import Wording

/// What `eztop alerts --json` prints. Fields are only ever added.
struct AlertsObject: Encodable, Sendable {
    struct Rule: Encodable, Sendable {
        var name: String
        var when: [String]
        var for_s: Int
        var cameras: String
        var quiet: Nullable<String>
        var via: [String]
    }

    struct Firing: Encodable, Sendable {
        var rule, title, since: String
        var told: [String]
    }

    struct Route: Encodable, Sendable {
        var name, kind: String
        var waiting: Int
        var last_sent: Nullable<String>
        var failure: Nullable<String>
        var failing_since: Nullable<String>
    }

    var rules: [Rule]
    var firing: [Firing]
    var routes: [Route]

    init(_ report: AlertReport) {
        rules = report.rules.map {
            Rule(
                name: $0.name, when: $0.when.map(\.rawValue), for_s: Int($0.holds), cameras: $0.cameras,
                quiet: .init($0.quiet?.description), via: $0.via)
        }
        firing = report.firing.map { Firing(rule: $0.rule, title: $0.title, since: Timestamp.text($0.since), told: $0.told) }
        routes = report.routes.map { route in
            Route(
                name: route.route.name, kind: route.route.kind.rawValue, waiting: route.waiting,
                last_sent: .init(route.record.lastSent.map(Timestamp.text)),
                failure: .init(route.record.fault.map { Texts.english.reason($0.fault) }),
                failing_since: .init(route.record.fault.map { Timestamp.text($0.since) }))
        }
    }
}

/// The same for people.
enum AlertsTable {
    /// - Parameter moment: a moment to the minute, as the clock on the wall shows it.
    static func text(of report: AlertReport, _ texts: Texts, at now: Date, moment: (Date) -> String) -> String {
        let (words, list) = (texts.alerts, texts.punctuation.list)
        var rules = [[words.rule, words.when, words.holds, words.cameras, words.quiet, words.via]]
        for rule in report.rules {
            rules.append([
                rule.name, rule.when.map(\.rawValue).joined(separator: list), DurationText(seconds: rule.holds).description,
                rule.cameras.isEmpty ? words.none : rule.cameras, rule.quiet?.description ?? words.none,
                rule.via.joined(separator: list),
            ])
        }
        var firing = [[words.firing, words.rule, texts.columns.age, words.told]]
        for alert in report.firing {
            firing.append([
                alert.title, alert.rule, Durations.age(now.timeIntervalSince(alert.since)),
                alert.told.isEmpty ? words.none : alert.told.joined(separator: list),
            ])
        }
        var routes = [[words.route, words.kind, words.waiting, words.lastSent, words.state]]
        for route in report.routes {
            routes.append([
                route.route.name, route.route.kind.rawValue, String(route.waiting),
                route.record.lastSent.map(moment) ?? words.never,
                route.record.fault.map { words.failingSince(texts.reason($0.fault), moment($0.since)) } ?? words.fine,
            ])
        }
        let middle = report.firing.isEmpty ? [words.nothingFires] : PlainTable.lines(of: firing)
        return (PlainTable.lines(of: rules) + [""] + middle + [""] + PlainTable.lines(of: routes)).joined(separator: "\n") + "\n"
    }
}
