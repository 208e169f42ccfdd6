import Cells
import Dashboard
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Vocabulary

@testable import CommandLine
@testable import Output

/// How things really are: recorders and cameras that stand alone.
private struct Reality {
    struct Device {
        var online = true
        var encrypted = false
        /// By channel, whether the camera behind it lives.
        var alive: [Int: Bool]
    }

    var devices: [String: Device] = [:]
    /// Cameras that have been out of reach at some time since it was last looked.
    var away: Set<String> = []

    init() {
        for number in 0..<8 { devices["S\(number)"] = Device(alive: [1: true]) }
        for number in 0..<3 {
            devices["R\(number)"] = Device(alive: Dictionary(uniqueKeysWithValues: (1...4).map { ($0, true) }))
        }
    }

    func isOnline(_ id: CameraID) -> Bool {
        guard let device = devices[id.serial] else { return false }
        return device.online && device.alive[id.channel ?? 1] == true
    }

    var cameras: [CameraID] {
        devices.flatMap { serial, device in device.alive.keys.map { CameraID(account: "home", serial: serial, channel: $0) } }
            .sorted()
    }

    mutating func change(_ dice: inout Dice) {
        guard let serial = devices.keys.sorted().randomElement(using: &dice), let device = devices[serial],
            let channel = device.alive.keys.sorted().randomElement(using: &dice)
        else { return }
        switch Int.random(in: 0..<10, using: &dice) {
        case 0..<4: devices[serial]?.online.toggle()
        case 4..<6 where device.alive.count > 1: devices[serial]?.alive[channel]?.toggle()
        default: devices[serial]?.encrypted.toggle()
        }
        for camera in cameras where !isOnline(camera) { away.insert(name(of: camera)) }
    }

    func name(of id: CameraID) -> String { "\(id.serial)-\(id.channel ?? 0)" }
}

/// The plan asks a cloud that stumbles; what comes of it goes to the fleet, to `watch` and to the screen, second by second of a
/// clock that nobody waits for.
private struct CloudTimeline {
    var dice: Dice
    var reality = Reality()
    var fleet = Fleet(account: "home")
    var plan = PollPlan(interval: 30, liveInterval: 900, sources: [.own])
    var log = ChangeLog()
    var state = Scene.fresh(size: Size(columns: 200, rows: 60))
    var now = SampleFleet.now
    var isStumbling = false
    private var running: [(due: ScheduledCall, end: Date, outcome: CallOutcome)] = []
    private var events: [Event] = []
    /// The last event that the screen was told.
    private var shown = 0
    /// What a reader of the lines takes to be so.
    var told: [CameraID: [ChangeLog.Change.What: String]] = [:]
    var lines = 0

    init(seed: Int) { dice = Dice(seed: seed) }

    /// Goes from one thing that happens to the next.
    mutating func run(for seconds: TimeInterval, changing: Bool = false) {
        let end = now.addingTimeInterval(seconds)
        var change = changing ? now : .distantFuture
        while now < end {
            if change <= now {
                reality.change(&dice)
                change = now.addingTimeInterval(TimeInterval(Int.random(in: 5...120, using: &dice)))
            }
            let ended = running.filter { $0.end <= now }
            running.removeAll { $0.end <= now }
            for call in ended { answer(call.due, call.outcome) }
            let schedule = plan.schedule(fleet, at: now)
            for due in schedule.due { begin(due) }
            show()
            let next = ([schedule.wake, change] + running.map(\.end)).compactMap { $0 }.filter { $0 > now }.min() ?? end
            now = min(next, end)
        }
    }

    private mutating func begin(_ due: ScheduledCall) {
        let hangs = isStumbling && dice.happens(5)
        let life = hangs ? TimeInterval(Int.random(in: 15...40, using: &dice)) : 0.5
        let outcomes: [CallOutcome] = [.limited, .failed, .disturbed]
        let stumbles = isStumbling && dice.happens(15)
        running.append(
            (due, now.addingTimeInterval(life), stumbles ? outcomes.randomElement(using: &dice) ?? .failed : .answered))
    }

    private mutating func answer(_ due: ScheduledCall, _ outcome: CallOutcome) {
        if case .address(let camera) = due {
            fleet.ask(camera, since: nil)
            plan.asked(camera, outcome == .answered ? address(of: camera) : .setback, at: now)
            plan.ended(due, outcome, at: now)
            return
        }
        if outcome == .answered { read(due) }
        plan.ended(due, outcome, at: now)
    }

    private mutating func read(_ due: ScheduledCall) {
        switch due {
        case .deviceList: fleet.merge(reading(reality.devices.keys.sorted().map(device)))
        case .cameraList:
            fleet.merge(
                reading(
                    reality.cameras.map {
                        ChannelRow(
                            serial: $0.serial, channel: $0.channel ?? 1, name: reality.name(of: $0),
                            isEncrypt: reality.devices[$0.serial]?.encrypted == true ? 1 : 0)
                    }))
        case .deviceInfo(let serial):
            let row = device(serial)
            fleet.merge(
                DeviceInfo(
                    serial: serial, name: row.name, model: row.model, status: row.status,
                    isEncrypt: reality.devices[serial]?.encrypted == true ? 1 : 0), at: now)
        case .channels(let serial):
            let alive = reality.devices[serial]?.alive ?? [:]
            let isOnline = reality.devices[serial]?.online == true
            fleet.merge(
                channels: alive.sorted { $0.key < $1.key }.map {
                    ChannelRow(
                        serial: serial, channel: $0, name: "\(serial)-\($0)", status: isOnline && $1 ? 1 : 0, isEncrypt: nil)
                }, of: serial, at: now)
        case .capacity(let serial): fleet.learn(Capacity(encrypts: true, captures: true), of: serial)
        case .hostedList, .address, .check, .messages: break
        }
    }

    private func device(_ serial: String) -> DeviceRow {
        DeviceRow(
            serial: serial, name: serial, model: "CS", firmware: "V5", status: reality.devices[serial]?.online == true ? 1 : 0)
    }

    private mutating func address(of camera: CameraID) -> AddressOutcome {
        if !reality.isOnline(camera) {
            fleet.merge(refusal: "20007", message: "", of: camera, at: now)
            return .contradicted(.offline)
        }
        if reality.devices[camera.serial]?.encrypted == true {
            fleet.merge(refusal: "60019", message: "", of: camera, at: now)
            return .contradicted(.encrypted)
        }
        let end = now.addingTimeInterval(86400)
        fleet.merge(
            LiveAddress(url: "https://h/a.m3u8", expires: end, urlID: nil, liveProtocol: .hls, quality: .hd), of: camera, at: now)
        return .address(expires: end)
    }

    private func reading<Row: Listed>(_ rows: [Row]) -> ListRead<Row> {
        var reading = ListRead<Row>()
        reading.add([ListPage(rows: rows, total: rows.count, at: now)])
        return reading
    }

    /// What everybody who looks is shown.
    private mutating func show(isShown: Bool = false) {
        for var event in fleet.takeEvents() {
            event.number = (events.last?.number ?? 0) + 1
            events.append(event)
        }
        if events.count > 500 { events.removeFirst(events.count - 500) }
        let poll = PollState(interval: plan.intervalInForce, next: plan.nextPoll(at: now))
        let account = AccountState(id: "home", host: "h", sources: [.own])
        let snapshot = Snapshot(cameras: fleet.cameras, accounts: [account], poll: poll, events: events)
        plan.visible = fleet.cameras.prefix(12).map(\.id)
        if isShown || !snapshot.events.isEmpty && snapshot.events.last?.number != shown {
            shown = snapshot.events.last?.number ?? 0
            _ = state.update(.snapshot(snapshot), at: now)
        }
        for line in log.take(snapshot, at: now) {
            if case .change(let change) = line { take(change) }
        }
    }

    /// A line holds on to the one before it, and is of something that was so.
    private mutating func take(_ change: ChangeLog.Change) {
        lines += 1
        #expect(change.from != change.to, "\(change)")
        if let known = told[change.camera]?[change.what] { #expect(change.from.word == known, "\(change)") }
        told[change.camera, default: [:]][change.what] = change.to.word
        let name = reality.name(of: change.camera)
        if change.what == .status, change.to.word == "offline" {
            #expect(reality.away.contains(name), "\(name) was never offline")
            if reality.isOnline(change.camera) { reality.away.remove(name) }
        }
    }

    /// All that is claimed anywhere is so.
    mutating func expectTruth(_ note: String) {
        show(isShown: true)
        let view = state.view()
        let rows = (0..<view.size.rows).map { view.text(row: $0) }
        #expect(fleet.cameras.map(\.id) == reality.cameras)
        for camera in fleet.cameras {
            let name = reality.name(of: camera.id)
            let isOnline = reality.isOnline(camera.id)
            let isEncrypted = reality.devices[camera.id.serial]?.encrypted == true
            let live = !isOnline ? "offline" : isEncrypted ? "encrypted" : "ready"
            #expect(camera.status?.value == (isOnline ? .online : .offline), "\(note): \(name)")
            #expect(camera.encryption?.value == (isEncrypted ? .on : .off), "\(note): \(name)")
            // What the pane says is its own.
            let row = rows.map { String($0.prefix { $0 != "│" }) }.first { $0.dropFirst(3).hasPrefix("\(name) ") } ?? ""
            #expect(row.contains(isOnline ? "online" : "offline") && row.contains(live), "\(note): \(row)")
            #expect(!camera.staleness(at: now, interval: plan.intervalInForce, liveInterval: 900).status, "\(note): \(name)")
            let said = told[camera.id] ?? [:]
            if let status = said[.status] { #expect(status == (isOnline ? "online" : "offline"), "\(note): \(name)") }
            if let encryption = said[.encryption] { #expect(encryption == (isEncrypted ? "on" : "off"), "\(note): \(name)") }
            if let word = said[.live] { #expect(word == live, "\(note): \(name)") }
        }
    }
}

@Suite("Random timelines of a whole cloud", .serialized, .heavy)
struct CloudTimelineTests {
    @Test(
        "plan, rows, lines and screen come to the truth through late and failing calls; no false alarm, and nothing flaps in quiet",
        arguments: Dice.seeds(5))
    func holds(seed: Int) {
        var timeline = CloudTimeline(seed: seed)
        timeline.run(for: 2400)
        timeline.expectTruth("seed \(seed), at the start")
        for round in 1...2 {
            timeline.isStumbling = true
            timeline.run(for: 3600, changing: true)
            timeline.isStumbling = false
            // The longest round is that of a recorder's channels, behind a poll that has to ease first.
            timeline.run(for: 4800)
            timeline.expectTruth("seed \(seed), round \(round)")
            let lines = timeline.lines
            timeline.run(for: 1800)
            #expect(timeline.lines == lines, "seed \(seed), round \(round): something is told though nothing happens")
        }
    }
}
