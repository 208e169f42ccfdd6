import Fleet
import FoundationEssentials
import TestSupport
import Testing
import Vocabulary

@testable import CommandLine
@testable import Output

/// How things really are, whoever looks.
private struct Truth {
    struct Device {
        var online = true
        var encrypted: [Int: Bool]
        var names: [Int: String]
    }

    var devices: [String: Device] = [:]
    var hosted: [String: Bool] = [:]

    init() {
        for number in 0..<6 { add("S\(number)", channels: number % 3 + 1) }
        for number in 0..<3 { hosted["H\(number)"] = true }
    }

    mutating func add(_ serial: String, channels: Int) {
        devices[serial] = Device(
            encrypted: Dictionary(uniqueKeysWithValues: (1...channels).map { ($0, false) }),
            names: Dictionary(uniqueKeysWithValues: (1...channels).map { ($0, "\(serial)-\($0)") }))
    }

    mutating func change(_ dice: inout Dice, _ number: Int) {
        guard let serial = devices.keys.sorted().randomElement(using: &dice), let device = devices[serial],
            let channel = device.names.keys.sorted().randomElement(using: &dice)
        else { return add("S\(number)", channels: 2) }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0..<5: devices[serial]?.online.toggle()
        case 5..<8: devices[serial]?.encrypted[channel]?.toggle()
        case 8: devices[serial]?.names[channel] = "\(serial)-\(channel) \(number)"
        case 9: devices[serial] = nil
        case 10: add("N\(number)", channels: Int.random(in: 1...3, using: &dice))
        default: if let hosted = hosted.keys.sorted().randomElement(using: &dice) { self.hosted[hosted]?.toggle() }
        }
    }

    struct Facts: Equatable {
        var name: String
        var status: String
        var encryption: String?
    }

    var facts: [CameraID: Facts] {
        var facts: [CameraID: Facts] = [:]
        for (serial, device) in devices {
            for (channel, name) in device.names {
                facts[CameraID(account: "home", serial: serial, channel: channel)] = Facts(
                    name: name, status: device.online ? "online" : "offline",
                    encryption: device.encrypted[channel] == true ? "on" : "off")
            }
        }
        for (serial, online) in hosted {
            facts[CameraID(account: "home", serial: serial, channel: 1)] = Facts(
                name: serial, status: online ? "online" : "offline", encryption: nil)
        }
        return facts
    }
}

/// A fleet that polls the truth through a cloud with faults, and `watch` that reads what comes of it.
private struct Timeline {
    var truth = Truth()
    var fleet = Fleet(account: "home")
    var log = ChangeLog()
    var now = VirtualClock.start
    var number = 0
    var events: [Event] = []
    /// What a reader of the lines takes to be so.
    var told: [CameraID: Truth.Facts] = [:]

    private func reading<Row: Listed>(_ rows: [Row]) -> ListRead<Row> {
        var reading = ListRead<Row>()
        reading.add([ListPage(rows: rows, total: rows.count, at: now)])
        return reading
    }

    /// One poll; each list that is named in `broken` does not come.
    mutating func poll(broken: Set<ScheduledCall.Kind> = [], isSeen: Bool = true) {
        now += 30
        if !broken.contains(.deviceList) {
            fleet.merge(
                reading(
                    truth.devices.sorted { $0.key < $1.key }.map {
                        DeviceRow(serial: $0.key, name: $0.key, model: "CS", status: $0.value.online ? 1 : 0)
                    }))
        }
        if !broken.contains(.cameraList) {
            fleet.merge(
                reading(
                    truth.devices.sorted { $0.key < $1.key }.flatMap { serial, device in
                        device.names.sorted { $0.key < $1.key }.map { channel, name in
                            ChannelRow(
                                serial: serial, channel: channel, name: name, isEncrypt: device.encrypted[channel] == true ? 1 : 0
                            )
                        }
                    }))
        }
        if !broken.contains(.hostedList) {
            fleet.merge(
                reading(
                    truth.hosted.sorted { $0.key < $1.key }.map {
                        HostedRow(
                            serial: $0.key, channel: 1, deviceName: $0.key, channelName: $0.key, customName: "",
                            status: $0.value ? 1 : 0)
                    }))
        }
        for var event in fleet.takeEvents() {
            number += 1
            event.number = number
            events.append(event)
        }
        guard isSeen else { return }
        for line in log.take(Snapshot(cameras: fleet.cameras, events: events), at: now) {
            if case .change(let change) = line { take(change) }
        }
    }

    /// A line holds on to the one before it.
    private mutating func take(_ change: ChangeLog.Change) {
        let known = told[change.camera]
        #expect(change.from != change.to)
        switch change.what {
        case .status:
            if let known { #expect(change.from.word == known.status, "\(change)") }
            told[change.camera]?.status = change.to.word ?? ""
        case .encryption:
            if let known { #expect(change.from.word == known.encryption, "\(change)") }
            told[change.camera]?.encryption = change.to.word
        case .name:
            if let known { #expect(change.from.word == known.name, "\(change)") }
            told[change.camera]?.name = change.to.word ?? ""
        case .new: #expect(known == nil, "\(change)")
        case .gone: told[change.camera] = nil
        case .live: break
        }
    }
}

@Suite("Random timelines", .serialized, .heavy)
struct TimelineTests {
    @Test(
        "whatever changes and whatever fails: rows and lines come to the truth, nothing invented, nothing lost",
        arguments: Dice.seeds(24)
    )
    func holds(seed: Int) {
        var dice = Dice(seed: seed)
        var timeline = Timeline()
        for _ in 0..<4 { timeline.poll() }
        timeline.told = timeline.truth.facts
        for round in 0..<8 {
            for step in 0..<20 {
                if dice.happens(60) { timeline.truth.change(&dice, 100 * round + step) }
                var broken: Set<ScheduledCall.Kind> = []
                for list in [ScheduledCall.Kind.deviceList, .cameraList, .hostedList] where dice.happens(15) {
                    broken.insert(list)
                }
                timeline.poll(broken: broken, isSeen: dice.happens(80))
            }
            // Nothing changes and nothing fails: now all of it must be right.
            for _ in 0..<4 { timeline.poll() }
            let facts = timeline.truth.facts
            #expect(Set(timeline.fleet.cameras.map(\.id)) == Set(facts.keys), "seed \(seed)")
            for camera in timeline.fleet.cameras {
                let fact = facts[camera.id]
                #expect(camera.name == fact?.name)
                #expect((camera.status?.value == .online ? "online" : "offline") == fact?.status)
                #expect(camera.encryption.map { $0.value == .on ? "on" : "off" } == fact?.encryption)
            }
            for (id, known) in timeline.told { #expect(known == facts[id], "seed \(seed): \(id.serial)") }
            timeline.told = facts
        }
    }
}
