import DeviceService
import Fleet
import FoundationEssentials
import Settings
import Wording

/// What alerts know: what holds, whom it was told, and what waits to be sent.
///
/// A value: the same states and moments bring the same messages. What is to outlive the process are rows (`AlertBook+Rows`), and they are
/// written before anything is sent.
public struct AlertBook: Sendable {
    /// A rule, with its filter made ready.
    public struct Rule: Sendable {
        public var rule: AlertRule
        public var keeps: @Sendable (Camera) -> Bool

        public init(_ rule: AlertRule, keeps: @escaping @Sendable (Camera) -> Bool = { _ in true }) {
            self.rule = rule
            self.keeps = keeps
        }
    }

    /// What messages are made with.
    public struct Means: Sendable {
        public var texts: Texts
        /// Seconds by which the clock on the wall is ahead of that of Greenwich at a moment.
        public var offset: @Sendable (Date) -> Int
        /// A name that no other alert has.
        public var makeID: @Sendable () -> String

        public init(
            _ texts: Texts, offset: @escaping @Sendable (Date) -> Int, makeID: @escaping @Sendable () -> String = Means.random
        ) {
            self.texts = texts
            self.offset = offset
            self.makeID = makeID
        }

        public static let random: @Sendable () -> String = {
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    let rules: [Rule]
    let routes: [String]
    let means: Means

    // MARK: What is kept

    var noted = Kept<Holding, Noted>()
    var alerts = Kept<Alert.Key, Alert>()
    var letters = Kept<Int, Letter>()
    var records = Kept<String, RouteRecord>()
    /// Where some rule tells who comes and goes: who was there.
    var known = Kept<CameraID, KnownCamera>()
    /// Accounts of which all cameras are known.
    var learned = Kept<AccountName, Date>()
    /// Where some rule tells of lost addresses: of whom there was one.
    var hadLive = Kept<CameraID, Bool>()
    /// When each rule began to look at each kind: changes of before are no news.
    var begun = Kept<RuleKind, Date>()

    struct RuleKind: Hashable, Sendable {
        var rule: String
        var what: AlertKind
    }

    // MARK: What is not

    var snapshot: Snapshot?
    /// What holds now, and may begin to be told.
    var holding: [Holding: Camera?] = [:]
    /// What some alert tells of.
    var told: Set<Holding> = []
    /// What is not so any more: it has to stay so for a moment, and a second answer has to say so.
    var ceased: [Holding: Ceased] = [:]
    /// What is known of cameras that are gone.
    var goneRows: [CameraID: KnownCamera] = [:]
    /// Cameras that a list did not have, and when that list came: two in a row must lack them.
    var missing: [CameraID: Date] = [:]
    /// The same of all that are known, where some rule tells who goes.
    var absent: [CameraID: Date] = [:]
    /// The lists by which it was last found who comes and goes.
    var lastListed: [AccountName: Date] = [:]
    /// Since when cameras wait for others of their incident.
    var gathering: [Group: Date] = [:]
    /// Which rule's filter lets which camera through, under which name.
    var kept: [FilterKey: (name: String, keeps: Bool)] = [:]
    /// What stands in the filters may have changed since the alerts of an earlier run.
    var isFiltered = false
    var followed: Date
    var lastStep: Date
    var news: [AlertNews] = []

    struct Ceased: Sendable {
        var since: Date
        var isConfirmed = false
    }

    struct Group: Hashable, Sendable {
        var rule: String
        var what: AlertKind
        var account: AccountName
    }

    struct FilterKey: Hashable, Sendable {
        var rule: String
        var camera: CameraID
    }

    /// - Parameter rows: what was kept by an earlier one.
    public init(_ rules: [Rule], routes: [String], rows: [AlertRow] = [], _ means: Means, at now: Date) {
        self.rules = rules
        self.routes = routes
        self.means = means
        (followed, lastStep) = (now, now)
        take(rows)
        settle(at: now)
    }

    /// Rules and routes are others now: what is not told any more goes, without a word.
    private mutating func settle(at now: Date) {
        let kinds = Set(rules.flatMap { rule in rule.rule.when.map { RuleKind(rule: rule.rule.name, what: $0) } })
        for kind in begun.all.keys where !kinds.contains(kind) { begun[kind] = nil }
        for kind in kinds { begun[kind] = min(begun[kind] ?? now, now) }
        for (key, alert) in alerts.all {
            guard let rule = rule(alert.rule), rule.when.contains(alert.what) else {
                alerts[key] = nil
                continue
            }
            alerts[key]?.routes = alert.routes.filter { rule.via.contains($0.key) && routes.contains($0.key) }
            // What is told of has to be watched for its end.
            for member in alert.remaining where !alert.isMoment {
                let holding = member.holding(alert.what, in: key.account)
                if noted[holding] == nil {
                    noted[holding] = Noted(since: member.since, name: member.name, device: member.device)
                }
            }
        }
        for (holding, _) in noted.all {
            let isWatched = holding.rule.map { kinds.contains(RuleKind(rule: $0, what: holding.what)) }
            if isWatched ?? kinds.contains(where: { $0.what == holding.what }) { continue }
            noted[holding] = nil
        }
        for (number, letter) in letters.all {
            let isWanted = letter.rule.map { rule($0) != nil } ?? true
            if !isWanted || !routes.contains(letter.route) { letters[number] = nil }
            letters[number]?.next = now
        }
        for (name, _) in records.all {
            if routes.contains(name) { records[name]?.next = nil } else { records[name] = nil }
        }
        let all = Set(kinds.map(\.what))
        if all.isDisjoint(with: [.gone, .new]) {
            for id in known.all.keys { known[id] = nil }
            for account in learned.all.keys { learned[account] = nil }
        }
        if !all.contains(.liveLost) { for id in hadLive.all.keys { hadLive[id] = nil } }
    }

    func rule(_ name: String) -> AlertRule? { rules.first { $0.rule.name == name }?.rule }

    var kinds: Set<AlertKind> { Set(rules.flatMap(\.rule.when)) }

    // MARK: Moments

    /// Takes in what is known now, puts on its way what is due, and returns when to be asked again without anything new; nil where
    /// nothing comes by itself.
    public mutating func step(_ newer: Snapshot? = nil, at now: Date) -> Date? {
        if let newer { snapshot = newer }
        // Nobody was there to see whether polls came, or the clock was set.
        if abs(now.timeIntervalSince(lastStep)) > Self.longestNap { followed = now }
        (followed, lastStep) = (min(followed, now), now)
        observe(at: now)
        endMembers(at: now)
        gather(at: now)
        tell(at: now)
        trim(at: now)
        return wake(after: now)
    }

    /// Seconds between two steps at most, while something is told of silence.
    private static let rhythm: TimeInterval = 60
    private static let longestNap: TimeInterval = 180

    /// Seconds for which cameras of one incident wait for each other, and for which an end has to last: a poll, or a few seconds.
    var breath: TimeInterval { min(30, max(3, snapshot?.poll.configuredInterval ?? 30)) }

    /// Seconds after which who came back is told, while others of the incident have not.
    static let patience: TimeInterval = 300

    private func wake(after now: Date) -> Date? {
        var moments: [Date] = []
        let told = liveMembers
        for (held, noted) in noted.all where holding[held] != nil {
            for rule in rules where rule.rule.when.contains(held.what) && !told.contains(MemberKey(rule: rule.rule.name, held)) {
                moments.append(noted.since.addingTimeInterval(rule.rule.holds))
            }
        }
        moments += gathering.values.map { $0.addingTimeInterval(breath) }
        moments += ceased.values.filter(\.isConfirmed).map { $0.since.addingTimeInterval(breath) }
        for alert in alerts.all.values {
            if let last = alert.members.filter({ !$0.isReported }).compactMap(\.over).max(), !alert.isOver {
                moments.append(last.addingTimeInterval(Self.patience))
            }
            guard let rule = rule(alert.rule) else { continue }
            let isWaiting = alert.routes.values.contains { $0 == .held || $0 == .ending || $0 == .due }
            if let quiet = rule.quiet, isWaiting || !alert.isOver, isQuiet(rule, at: now) {
                moments.append(end(of: quiet, after: now))
            }
        }
        for (route, record) in records.all where alerts.all.values.contains(where: { $0.routes[route] == .held }) {
            if record.room(at: now) <= 0, let first = record.counted.filter({ $0 <= now }).suffix(RouteRecord.most).first {
                moments.append(first.addingTimeInterval(RouteRecord.hour))
            }
        }
        for letter in letters.all.values { moments.append(max(letter.next, records[letter.route]?.next ?? letter.next)) }
        if kinds.contains(.silent) { moments.append(now.addingTimeInterval(Self.rhythm)) }
        return moments.filter { $0 > now }.min()
    }

    // MARK: The clock on the wall

    func minute(of date: Date) -> Int {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + means.offset(date)
        return ((seconds % 86_400) + 86_400) % 86_400 / 60
    }

    func isQuiet(_ rule: AlertRule, at now: Date) -> Bool { rule.quiet?.contains(minute: minute(of: now)) ?? false }

    /// The clock may be set forward or back meanwhile, so that each minute is looked at.
    private func end(of quiet: QuietHours, after now: Date) -> Date {
        var moment = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60)
        for _ in 0..<2880 where quiet.contains(minute: minute(of: moment)) { moment.addTimeInterval(60) }
        return moment
    }
}
