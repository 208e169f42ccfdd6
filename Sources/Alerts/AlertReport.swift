import DeviceService
import Fleet
import FoundationEssentials
import Output
import Settings
import Wording

/// What alerts have come to, as `eztop alerts` says it: from what is kept, without anybody being asked.
public struct AlertReport: Sendable {
    public struct Firing: Sendable {
        public var rule: String
        public var title: String
        public var since: Date
        /// Over which routes that was told.
        public var told: [String]
    }

    public struct Route: Sendable {
        public var route: AlertRoute
        public var waiting: Int
        public var record: RouteRecord
    }

    public var rules: [AlertRule]
    public var firing: [Firing]
    public var routes: [Route]

    public init(_ rules: [AlertRule], _ routes: [AlertRoute], rows: [AlertRow], _ means: AlertBook.Means, at now: Date) {
        let book = AlertBook(rules.map { AlertBook.Rule($0) }, routes: routes.map(\.name), rows: rows, means, at: now)
        self.rules = rules
        firing = book.alerts.all.filter { !$0.value.isOver }.sorted { ($0.value.since, $0.key.id) < ($1.value.since, $1.key.id) }
            .map { key, alert in
                Firing(
                    rule: alert.rule, title: book.beginning(of: alert, key, at: now).title, since: alert.since,
                    told: alert.routes.filter { $0.value == .told }.keys.sorted())
            }
        self.routes = routes.map { route in
            Route(
                route: route, waiting: book.letters.all.values.count { $0.route == route.name },
                record: book.records[route.name] ?? RouteRecord())
        }
    }
}

extension Letter {
    /// What `eztop alerts test` sends.
    public static func test(over route: String, _ means: AlertBook.Means, at now: Date) -> Letter {
        let words = means.texts.alerts.test(route)
        let message = AlertMessage(
            id: means.makeID(), rule: nil, what: "test", state: .firing, since: now, title: words.title, text: words.text)
        return Letter(message, rule: nil, to: route, at: now)
    }
}
