import Fleet
import FoundationEssentials
import Output
import Settings
import Wording

/// What messages say.
extension AlertBook {
    private var texts: Texts { means.texts }

    func beginning(of alert: Alert, _ key: Alert.Key, at now: Date) -> AlertMessage {
        let members = alert.isMoment ? alert.members : alert.remaining
        var title = texts.alerts.title(alert.what, who(members))
        if alert.what == .silent {
            title = texts.alerts.silentFor(members.first?.name ?? "", Durations.coarse(now.timeIntervalSince(alert.since)))
        }
        return message(alert, key, .firing, title, text(of: members, alert, key, at: now), members)
    }

    func ending(of alert: Alert, _ key: Alert.Key, at now: Date) -> AlertMessage {
        message(
            alert, key, .resolved, endTitle(alert, alert.members), text(of: alert.members, alert, key, at: now), alert.members)
    }

    /// Some are back, and others are not.
    func progress(of alert: Alert, _ back: [Alert.Member], _ key: Alert.Key, at now: Date) -> AlertMessage {
        let rest = alert.remaining
        let title = [endTitle(alert, back), texts.alerts.notYet(texts.listed(rest.map(\.name)))].joined(
            separator: texts.punctuation.semicolon)
        return message(alert, key, .firing, title, text(of: rest, alert, key, at: now), rest)
    }

    func summary(of found: [(Alert.Key, Alert)], at now: Date) -> AlertMessage {
        var lines: [String] = [], counts: [String: Int] = [:]
        for (key, alert) in found {
            let title: String
            if alert.isOver && !alert.isMoment {
                title = endTitle(alert, alert.members)
            } else {
                title = beginning(of: alert, key, at: now).title + " (" + clock(alert.since, at: now) + ")"
            }
            // One that came and went again and again is one line.
            let line = alert.isOver && !alert.isMoment ? texts.alerts.title(alert.what, who(alert.members)) : title
            counts[line, default: 0] += 1
            if counts[line] == 1 { lines.append(alert.isOver ? line + "\u{0}" + title : line) }
        }
        lines = lines.map { line in
            let parts = line.split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
            let count = counts[parts[0]] ?? 1
            return count > 1 ? texts.alerts.times(parts[0], count) : parts.last ?? ""
        }
        if lines.count > Self.mostLines {
            lines = lines.prefix(Self.mostLines) + [texts.alerts.more(lines.count - Self.mostLines)]
        }
        let on = found.filter { !$0.1.isOver || $0.1.isMoment }, past = found.filter { $0.1.isOver && !$0.1.isMoment }
        let rules = Set(found.map(\.1.rule))
        var message = AlertMessage(
            id: means.makeID(), rule: rules.count == 1 ? rules.first : nil, what: "summary",
            state: on.isEmpty ? .resolved : .firing, since: found.map(\.1.since).min() ?? now,
            title: texts.alerts.summary(on.count, past.count), text: Self.bounded(lines.joined(separator: "\n")),
            cameras: cameras(on.flatMap { pair in pair.1.remaining.map { (pair.0.account, $0) } }))
        message.alerts = on.map(\.0.id)
        message.ended = past.map(\.0.id)
        return message
    }

    // MARK: Parts

    private func message(
        _ alert: Alert, _ key: Alert.Key, _ state: Letter.State, _ title: String, _ text: String, _ members: [Alert.Member]
    ) -> AlertMessage {
        AlertMessage(
            id: key.id, rule: alert.rule, what: alert.what.rawValue, state: state, since: alert.since, title: title, text: text,
            cameras: cameras(members.map { (key.account, $0) }))
    }

    private func cameras(_ members: [(AccountName, Alert.Member)]) -> [AlertMessage.Camera] {
        members.prefix(AlertMessage.mostCameras).compactMap { account, member in
            member.serial.map {
                AlertMessage.Camera(account: account, serial: $0, channel: .init(member.channel), name: member.name)
            }
        }
    }

    func who(_ members: [Alert.Member]) -> Texts.Alerts.Who {
        guard members.count != 1 else { return .one(members[0].name) }
        let serials = Set(members.map(\.serial))
        if serials.count == 1, let device = members.first?.device { return .channels(members.count, of: device) }
        return .many(members.count)
    }

    private func endTitle(_ alert: Alert, _ members: [Alert.Member]) -> String {
        if members.allSatisfy(\.left) { return texts.alerts.left(who(members)) }
        let end = members.compactMap(\.over).max() ?? alert.end, since = members.map(\.since).min() ?? alert.since
        return texts.alerts.end(of: alert.what, who(members), after: Durations.coarse(end.timeIntervalSince(since)))
    }

    private func text(of members: [Alert.Member], _ alert: Alert, _ key: Alert.Key, at now: Date) -> String {
        var names = members.prefix(Self.mostNames).map(\.name).joined(separator: texts.punctuation.list)
        if members.count > Self.mostNames {
            names += texts.punctuation.list + texts.alerts.more(members.count - Self.mostNames)
        }
        var parts = [texts.alerts.since(clock(alert.since, at: now), names)]
        if alert.what.isOfAccount {
            let account = snapshot?.accounts.first { $0.id == key.account }
            if let account, !alert.isOver { parts += texts.summaries(of: account).prefix(3).map { AlertBook.called($0) } }
            if alert.what == .silent, !alert.isOver, snapshot?.poll.paused == true { parts.append(texts.alerts.paused) }
        } else {
            parts.append(texts.alerts.account(key.account))
        }
        return Self.bounded(parts.joined(separator: texts.language == .chinese ? "" : " "))
    }

    private static let mostNames = 30, mostLines = 20
    /// ntfy makes a file of what has more than 4,096 bytes.
    private static let mostBytes = 3_500

    static func bounded(_ text: String) -> String {
        guard text.utf8.count > mostBytes else { return text }
        var short = text
        while short.utf8.count > mostBytes { short = String(short.prefix(short.count * 9 / 10)) }
        return short + "…"
    }

    /// `02:53`, and of another day the date too.
    func clock(_ date: Date, at now: Date) -> String {
        let parts = wall(date)
        return parts.day == wall(now).day ? parts.clock : parts.day + " " + parts.clock
    }

    private func wall(_ date: Date) -> (day: String, clock: String) {
        let local = Date(timeIntervalSince1970: date.timeIntervalSince1970 + Double(means.offset(date)))
        let text = local.formatted(Date.ISO8601FormatStyle())
        return (String(text.prefix(10)), String(text.dropFirst(11).prefix(5)))
    }
}
