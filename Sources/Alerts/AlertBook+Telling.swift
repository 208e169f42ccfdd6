import Fleet
import FoundationEssentials
import Settings

/// What is told of what holds: to whom, once, and when.
extension AlertBook {
    /// What a rule is telling of, and has not ended.
    struct MemberKey: Hashable {
        var rule: String
        var holding: Holding

        init(rule: String, _ holding: Holding) {
            self.rule = rule
            self.holding = holding
            self.holding.rule = nil
        }
    }

    var liveMembers: Set<MemberKey> {
        var keys: Set<MemberKey> = []
        for (key, alert) in alerts.all {
            for member in alert.remaining {
                keys.insert(MemberKey(rule: alert.rule, member.holding(alert.what, in: key.account)))
            }
        }
        return keys
    }

    // MARK: Ends

    /// What has ceased for long enough is over, from when on it ceased.
    mutating func endMembers(at now: Date) {
        for (held, end) in ceased where end.isConfirmed && now.timeIntervalSince(end.since) >= breath {
            ceased[held] = nil
            noted[held] = nil
            self.end(held, at: end.since)
        }
        // Who is gone for so long has gone for good.
        for (held, noted) in noted.all where held.what == .gone && now.timeIntervalSince(noted.since) > Self.longestGone {
            self.noted[held] = nil
            goneRows[held.camera ?? CameraID(account: held.account, serial: "", channel: nil)] = nil
            for (key, alert) in alerts.all where alert.what == .gone && key.account == held.account {
                let rest = alert.members.filter { $0.holding(.gone, in: key.account) != held }
                if rest.isEmpty { alerts[key] = nil } else { alerts[key]?.members = rest }
            }
        }
    }

    private static let longestGone: TimeInterval = 7 * 86_400

    /// - Parameter left: the camera has left the account.
    mutating func end(_ held: Holding, left: Bool = false, at moment: Date) {
        for (key, alert) in alerts.all where alert.what == held.what && key.account == held.account {
            for place in alert.members.indices
            where alert.members[place].over == nil && alert.members[place].holding(alert.what, in: key.account) == held {
                alerts[key]?.members[place].over = max(moment, alert.members[place].since)
                alerts[key]?.members[place].left = left
            }
        }
    }

    // MARK: Begins

    /// Cameras of one incident wait for each other for a moment, and then are one alert.
    mutating func gather(at now: Date) {
        let told = liveMembers
        var groups: [Group: [(Holding, Noted)]] = [:]
        for rule in rules {
            for what in rule.rule.when {
                let from = begun[RuleKind(rule: rule.rule.name, what: what)] ?? now
                for (held, camera) in holding where held.what == what && held.rule.map({ $0 == rule.rule.name }) ?? true {
                    guard let noted = noted[held], noted.since.addingTimeInterval(rule.rule.holds) <= now,
                        ceased[held] == nil, !what.isChange || noted.since >= from,
                        !told.contains(MemberKey(rule: rule.rule.name, held)), lets(rule, held, camera)
                    else { continue }
                    groups[Group(rule: rule.rule.name, what: what, account: held.account), default: []].append((held, noted))
                }
            }
        }
        gathering = gathering.filter { groups[$0.key] != nil }
        for (group, found) in groups.sorted(by: { ($0.key.account, $0.key.rule) < ($1.key.account, $1.key.rule) }) {
            let since = min(gathering[group] ?? now, now)
            gathering[group] = since
            guard now.timeIntervalSince(since) >= breath else { continue }
            gathering[group] = nil
            let members = found.sorted { a, b in
                guard let first = a.0.camera, let second = b.0.camera else { return a.0.account < b.0.account }
                return first < second
            }
            var first = members.startIndex
            while first < members.endIndex {
                let end = min(first + Alert.mostMembers, members.endIndex)
                begin(group, Array(members[first..<end]), at: now)
                first = end
            }
        }
    }

    private mutating func begin(_ group: Group, _ found: [(Holding, Noted)], at now: Date) {
        var alert = Alert(
            rule: group.rule, what: group.what, began: now, members: found.map { Alert.Member($0.0, $0.1) })
        if alert.isMoment {
            for place in alert.members.indices { alert.members[place].over = now }
            for (held, _) in found { noted[held] = nil }
        }
        alerts[Alert.Key(account: group.account, id: means.makeID())] = alert
    }

    // MARK: Telling

    mutating func tell(at now: Date) {
        let order = alerts.all.sorted { ($0.value.began, $0.key.id) < ($1.value.began, $1.key.id) }.map(\.key)
        for key in order {
            guard let rule = alerts[key].flatMap({ rule($0.rule) }) else { continue }
            for route in rule.via where routes.contains(route) { advance(key, rule, on: route, at: now) }
        }
        for route in routes { summarize(order, on: route, at: now) }
        for key in order {
            report(key, at: now)
            guard let alert = alerts[key], alert.isOver, alert.routes.values.allSatisfy({ $0 == .done }) else { continue }
            alerts[key] = nil
        }
    }

    private mutating func advance(_ key: Alert.Key, _ rule: AlertRule, on route: String, at now: Date) {
        guard let alert = alerts[key] else { return }
        let isQuiet = isQuiet(rule, at: now)
        switch alert.routes[route] ?? .due {
        case .due:
            guard !alert.isOver || alert.isMoment else { return stand(key, route, .done) }
            if isQuiet || hasBacklog(route, at: now) || room(on: route, at: now) <= 0 { return stand(key, route, .held) }
            count(route, at: now)
            post(beginning(of: alert, key, at: now), rule: alert.rule, to: route, at: now)
            stand(key, route, alert.isMoment ? .done : .told)
        case .told where alert.isOver:
            if isQuiet { return stand(key, route, .ending) }
            post(ending(of: alert, key, at: now), rule: alert.rule, to: route, at: now)
            stand(key, route, .done)
        case .missed where alert.isOver: stand(key, route, .done)
        case .told, .missed, .held, .ending, .done: break
        }
    }

    /// One message of all that waited for it: the rules are quiet no more, and the route has room again.
    private mutating func summarize(_ order: [Alert.Key], on route: String, at now: Date) {
        let waiting = order.filter { key in
            guard let alert = alerts[key], let rule = rule(alert.rule), let standing = alert.routes[route] else { return false }
            return (standing == .held || standing == .ending) && !isQuiet(rule, at: now)
        }
        guard !waiting.isEmpty else { return }
        let begins = waiting.contains { alerts[$0]?.routes[route] == .held }
        guard !begins || room(on: route, at: now) > 0 else { return }
        if begins { count(route, at: now) }
        let found = waiting.compactMap { key in alerts[key].map { (key, $0) } }
        if let (key, alert) = found.first, found.count == 1, begins ? !alert.isOver || alert.isMoment : true {
            post(
                begins ? beginning(of: alert, key, at: now) : ending(of: alert, key, at: now), rule: alert.rule, to: route,
                at: now)
        } else {
            let names = Set(found.map(\.1.rule))
            post(summary(of: found, at: now), rule: names.count == 1 ? names.first : nil, to: route, at: now)
        }
        for (key, alert) in found { stand(key, route, alert.isOver ? .done : .told) }
    }

    /// Who came back is told while others of the incident have not for a while.
    private mutating func report(_ key: Alert.Key, at now: Date) {
        guard let alert = alerts[key], !alert.isOver, let rule = rule(alert.rule), !isQuiet(rule, at: now) else { return }
        let back = alert.members.filter { !$0.isReported && $0.over != nil }
        guard let last = back.compactMap(\.over).max(), now.timeIntervalSince(last) >= Self.patience else { return }
        for route in rule.via where alert.routes[route] == .told {
            post(progress(of: alert, back, key, at: now), rule: alert.rule, to: route, at: now)
        }
        for place in alert.members.indices where alert.members[place].over != nil {
            alerts[key]?.members[place].isReported = true
        }
    }

    private mutating func stand(_ key: Alert.Key, _ route: String, _ standing: Alert.Standing) {
        alerts[key]?.routes[route] = standing
    }

    /// Something waits for this route already, and goes first.
    private func hasBacklog(_ route: String, at now: Date) -> Bool {
        alerts.all.values.contains { alert in
            alert.routes[route] == .held && rule(alert.rule).map { !isQuiet($0, at: now) } ?? false
        }
    }

    private func room(on route: String, at now: Date) -> Int { (records[route] ?? RouteRecord()).room(at: now) }

    private mutating func count(_ route: String, at now: Date) {
        var record = records[route] ?? RouteRecord()
        record.counted = record.counted.filter { $0 <= now && now.timeIntervalSince($0) < RouteRecord.hour } + [now]
        records[route] = record
    }

    private mutating func post(_ message: AlertMessage, rule: String?, to route: String, at now: Date) {
        let number = (letters.all.keys.max() ?? 0) + 1
        letters[number] = Letter(message, rule: rule, to: route, at: now)
    }

    /// Nobody reads thousands of messages: the oldest of a route that takes none go.
    mutating func trim(at now: Date) {
        guard letters.all.count > Self.mostLetters else { return }
        for (route, waiting) in Dictionary(grouping: letters.all.keys, by: { letters[$0]?.route ?? "" })
        where waiting.count > Self.mostLetters {
            let old = waiting.sorted().prefix(waiting.count - Self.mostLetters)
            giveUp(old, on: route)
        }
    }

    private static let mostLetters = 500
}

/// What is on its way.
extension AlertBook {
    /// What is to be sent now: the first of each route that sends nothing yet.
    public func due(at now: Date, besides busy: Set<String>) -> [(number: Int, letter: Letter)] {
        routes.filter { !busy.contains($0) && records[$0]?.next.map { $0 <= now } ?? true }.compactMap { route in
            var held: Set<String> = []
            for (number, letter) in letters.all.filter({ $0.value.route == route }).sorted(by: { $0.key < $1.key }) {
                // The end of an alert never goes before its beginning.
                if letter.next <= now, !held.contains(letter.id) { return (number, letter) }
                held.insert(letter.id)
            }
            return nil
        }
    }

    public mutating func delivered(_ number: Int, at now: Date) {
        guard let letter = letters[number] else { return }
        letters[number] = nil
        var record = records[letter.route] ?? RouteRecord()
        if record.fault != nil { news.append(.recovered(route: letter.route)) }
        (record.fault, record.tries, record.next, record.lastSent) = (nil, 0, nil, now)
        records[letter.route] = record
        for (key, alert) in alerts.all where alert.routes[letter.route] == .missed && !alert.isOver {
            alerts[key]?.routes[letter.route] = .held
        }
    }

    /// It was not taken, as far as anybody knows.
    public mutating func failed(_ number: Int, _ fault: RouteFault, at now: Date) {
        guard var letter = letters[number] else { return }
        let route = letter.route
        var record = records[route] ?? RouteRecord()
        if record.fault?.fault.isSameKind(as: fault) != true {
            news.append(.failing(route: route, fault))
            record.fault = RouteFaultRecord(fault: fault, since: record.fault?.since ?? now)
        }
        letter.tries += 1
        letter.next = now.addingTimeInterval(RouteRecord.pause(after: letter.tries))
        if !fault.isOfMessage {
            record.tries += 1
            record.next = now.addingTimeInterval(RouteRecord.pause(after: record.tries))
        }
        letters[number] = letter
        records[route] = record
        giveUp(
            letters.all.filter { $0.value.route == route && now.timeIntervalSince($0.value.queued) >= RouteRecord.hour }
                .filter { !fault.isOfMessage || $0.key == number }.map(\.key).sorted(), on: route)
    }

    private mutating func giveUp(_ numbers: some Collection<Int>, on route: String) {
        guard !numbers.isEmpty else { return }
        news.append(.givenUp(route: route, numbers.count))
        for number in numbers {
            guard let letter = letters[number] else { continue }
            letters[number] = nil
            for (key, alert) in alerts.all where alert.routes[route] == .told {
                if key.id == letter.id || letter.alerts?.contains(key.id) == true { alerts[key]?.routes[route] = .missed }
            }
        }
    }

    /// What is to be said of routes, once.
    public mutating func takeNews() -> [AlertNews] {
        defer { news = [] }
        return news
    }
}

/// Why a route takes nothing, and since when.
public struct RouteFaultRecord: Equatable, Codable, Sendable {
    public var fault: RouteFault
    public var since: Date
}

extension RouteFault {
    /// The next message may be taken all the same: this one alone was not to somebody's liking, or a command ended badly.
    var isOfMessage: Bool {
        switch self {
        case .answered(let status): (400..<500).contains(status) && ![401, 403, 404, 407, 408, 429].contains(status)
        case .exited, .killed: true
        case .unreachable, .timedOut, .token, .notStarted, .cancelled: false
        }
    }
}
