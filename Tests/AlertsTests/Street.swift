import DeviceService
import Fleet
import FoundationEssentials
import Settings
import Synchronization
import Vocabulary
import Wording

@testable import Alerts

/// A street of cameras on a virtual clock: what the polls find is told to a book of alerts, whose messages arrive at once unless a route
/// is made to take none.
struct Street {
    var now: Date
    var book: AlertBook
    /// What would stand in the state file.
    private(set) var rows: [AlertRow.Key: String] = [:]
    private(set) var cameras: [CameraID: Camera] = [:]
    var account: AccountState
    var poll = PollState(interval: 60, configuredInterval: 60)
    /// Why a route takes nothing.
    var faults: [String: RouteFault] = [:]
    /// What has arrived, in its order.
    private(set) var arrived: [(at: Date, letter: Letter)] = []
    private(set) var news: [AlertNews] = []
    /// The cloud answers.
    var answers = true
    private let rules: [AlertRule], routes: [String], means: AlertBook.Means
    private var wake: Date?

    /// 2026-01-01 00:00 in Beijing.
    static let start = Date(timeIntervalSince1970: 1_767_196_800)

    init(
        _ rules: [AlertRule], routes: [String] = ["phone"], _ language: Texts = .english,
        offset: @escaping @Sendable (Date) -> Int = { _ in 8 * 3600 }, keeps: @escaping @Sendable (Camera) -> Bool = { _ in true }
    ) {
        let count = Mutex(0)
        means = AlertBook.Means(language, offset: offset) {
            count.withLock {
                $0 += 1
                return "id\($0)"
            }
        }
        (self.rules, self.routes, now) = (rules, routes, Self.start)
        book = AlertBook(rules.map { AlertBook.Rule($0, keeps: keeps) }, routes: routes, means, at: now)
        account = AccountState(id: "home", host: "open.ys7.com", sources: [.own])
    }

    // MARK: What happens

    mutating func add(_ serial: String, _ channel: Int? = 1, called name: String, of device: String? = nil) {
        let id = CameraID(account: "home", serial: serial, channel: channel)
        var camera = Camera(id: id, source: .own, name: name, model: "CS-C6N")
        camera.status = Fact(.online, checked: now, call: .deviceList)
        camera.encryption = Fact(.off, checked: now, call: .deviceList)
        camera.deviceName = device
        cameras[id] = camera
    }

    mutating func remove(_ serial: String) { cameras = cameras.filter { $0.key.serial != serial } }

    /// From the next poll on.
    mutating func set(_ serial: String, _ status: Status, channel: Int? = nil) {
        for id in cameras.keys where id.serial == serial && (channel == nil || id.channel == channel) {
            wanted[id] = status
        }
    }

    private var wanted: [CameraID: Status] = [:]

    mutating func encrypt(_ serial: String, _ encryption: Encryption) {
        for id in cameras.keys where id.serial == serial {
            cameras[id]?.encryption = Fact(encryption, checked: now, call: .deviceList, changed: now)
        }
    }

    mutating func live(_ serial: String, _ answer: LiveAnswer) {
        for id in cameras.keys where id.serial == serial { cameras[id]?.live = Fact(answer, checked: now, call: .liveAddress) }
    }

    /// The process ends, by whatever, and another one takes its place.
    mutating func restart(_ other: [AlertRule]? = nil, keeps: @escaping @Sendable (Camera) -> Bool = { _ in true }) {
        book = AlertBook(
            (other ?? rules).map { AlertBook.Rule($0, keeps: keeps) }, routes: routes,
            rows: rows.map { AlertRow($0.key, $0.value) }, means, at: now)
        wake = nil
    }

    // MARK: Time

    /// Polls each minute, and looks between where the book wants to.
    mutating func run(_ seconds: TimeInterval) {
        let end = now.addingTimeInterval(seconds)
        while now < end {
            let next = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60)
            let moment = min(next, wake.map { max($0, now.addingTimeInterval(1)) } ?? next, end)
            now = moment
            if moment == next { look() } else { step(nil) }
        }
    }

    private mutating func look() {
        if answers {
            for id in cameras.keys { see(id) }
            account.trouble = nil
            account.listTroubles = nil
            account.lastAnswer = now
            account.listAnswers = ["device/list": now, "camera/list": now]
        } else {
            let trouble = ServiceError.unreachable(reason: "Connection refused", host: account.host)
            account.trouble = trouble
            account.listTroubles = ["device/list": trouble, "camera/list": trouble]
        }
        step(snapshot)
    }

    var snapshot: Snapshot {
        Snapshot(cameras: cameras.values.sorted { $0.id < $1.id }, accounts: [account], poll: poll)
    }

    /// As `Fleet` follows a row: the second answer confirms.
    private mutating func see(_ id: CameraID) {
        let status = wanted[id] ?? .online
        if status == .offline {
            if cameras[id]?.outage == nil {
                cameras[id]?.outage = Outage(since: now, before: .online, isConfirmed: false)
            } else {
                cameras[id]?.outage?.isConfirmed = true
            }
        } else {
            cameras[id]?.outage = nil
        }
        cameras[id]?.status = Fact(status, checked: now, call: .deviceList)
        cameras[id]?.encryption?.checked = now
    }

    mutating func step(_ newer: Snapshot?) {
        wake = book.step(newer, at: now)
        mark()
        carry()
    }

    /// Written before anything is sent.
    mutating func mark() { for (key, body) in book.takeChanges() { rows[key] = body } }

    mutating func carry() {
        guard !book.letters.all.isEmpty else { return }
        var busy: Set<String> = []
        while let (number, letter) = book.due(at: now, besides: busy).first {
            if let fault = faults[letter.route] {
                busy.insert(letter.route)
                book.failed(number, fault, at: now)
            } else {
                arrive(letter)
                book.delivered(number, at: now)
            }
        }
        let later = book.step(at: now)
        wake = [wake, later].compactMap(\.self).min()
        news += book.takeNews()
        mark()
    }

    /// It is there, whatever the sender learns of it.
    mutating func arrive(_ letter: Letter) { arrived.append((now, letter)) }

    // MARK: What came of it

    /// `01 10:03 firing Garden is offline`
    var list: [String] {
        arrived.map { moment, letter in
            let local = moment.addingTimeInterval(Double(means.offset(moment))).formatted(Date.ISO8601FormatStyle())
            return "\(local.dropFirst(8).prefix(2)) \(local.dropFirst(11).prefix(5)) \(letter.state.rawValue) \(letter.title)"
        }
    }
}

extension AlertRule {
    static func offline(
        for seconds: TimeInterval = 0, quiet: String? = nil, _ when: [AlertKind] = [.offline], name: String = "home",
        via: [String] = ["phone"]
    ) -> AlertRule {
        AlertRule(name: name, when: when, holds: seconds, quiet: quiet.flatMap(QuietHours.init), via: via)
    }
}
