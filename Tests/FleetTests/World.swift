import Fleet
import FoundationEssentials
import TestSupport
import Vocabulary

/// A cloud of plain values: what its lists hold, and a plan that is driven against it from moment to moment.
struct World {
    var fleet: Fleet
    var plan: PollPlan
    var now = VirtualClock.start
    /// How often each kind of call was made, lists in pages.
    var calls: [ScheduledCall.Kind: Int] = [:]
    var asked: [(due: ScheduledCall, at: Date)] = []
    var outcome: (ScheduledCall) -> CallOutcome = { _ in .answered }
    /// What the queue of messages answers.
    var queue: (MessageQueue.Step) -> MessageQueue.Answer = { _ in .failed }
    /// The life of the addresses handed out.
    var life: TimeInterval = 86400

    init(
        own: Int = 0, channels: Int = 1, hosted: Int = 0, visible: Int = 0, interval: TimeInterval = 30,
        liveInterval: TimeInterval = 900, addresses: Bool = true
    ) {
        var sources: [Source] = []
        if own > 0 { sources.append(.own) }
        if hosted > 0 { sources.append(.hosted) }
        fleet = Fleet(account: "home", gap: 3 * interval)
        plan = PollPlan(interval: interval, liveInterval: liveInterval, sources: sources, addresses: addresses)
        let devices = (0..<own).map { DeviceRow(serial: serial($0), name: "C\($0)", model: "CS-C6N", status: 1) }
        fleet.merge(read(devices, at: now))
        let cameras = devices.flatMap { device in
            (1...channels).map { ChannelRow(serial: device.serial, channel: $0, name: "\(device.name)-\($0)", isEncrypt: 0) }
        }
        fleet.merge(read(cameras, at: now))
        let delegated = (0..<hosted).map {
            HostedRow(
                serial: "H\(serial($0))", channel: 1, deviceName: "D", channelName: "H\($0)", customName: "", status: 1)
        }
        fleet.merge(read(delegated, at: now))
        plan.visible = fleet.cameras.prefix(visible).map(\.id)
    }

    func pages(_ due: ScheduledCall) -> Int {
        func pages(_ count: Int) -> Int { max(1, (count + 49) / 50) }
        let census = fleet.census
        switch due {
        case .deviceList: return pages(census.devices)
        case .cameraList: return pages(census.channels)
        case .hostedList: return pages(census.hostedChannels)
        case .deviceInfo, .channels, .capacity, .address, .check, .messages: return 1
        }
    }

    /// Does what is due at this moment and all that becomes due by it; returns when to look again.
    mutating func step() -> Date? {
        while true {
            plan.forget(fleet.takeLeft())
            let schedule = plan.schedule(fleet, at: now)
            if schedule.due.isEmpty { return schedule.wake }
            for due in schedule.due {
                calls[due.kind, default: 0] += pages(due)
                asked.append((due, now))
                let outcome = outcome(due)
                if due == .messages, let step = plan.queue?.step { plan.came(queue(step), at: now) }
                if case .check(let camera) = due { plan.checked(camera, at: now) }
                plan.ended(due, outcome, at: now)
                if case .address(let camera) = due {
                    plan.asked(
                        camera, outcome == .answered ? .address(expires: now.addingTimeInterval(life)) : .setback, at: now)
                }
            }
        }
    }

    /// Goes from wake to wake until `seconds` have passed.
    mutating func run(for seconds: TimeInterval) {
        let end = now.addingTimeInterval(seconds)
        while now < end {
            guard let wake = step(), wake > now else { break }
            now = min(wake, end)
        }
        now = end
    }
}

func serial(_ number: Int) -> String {
    let digits = String(number)
    return "C" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}

/// A reading of a list that stands still.
func read<Row: Listed>(_ rows: [Row], at now: Date) -> ListRead<Row> {
    var reading = ListRead<Row>()
    while !reading.next.isEmpty {
        reading.add(
            reading.next.map { page in
                let start = min(page * 50, rows.count)
                return ListPage(rows: Array(rows[start..<min(start + 50, rows.count)]), total: rows.count, at: now)
            })
    }
    return reading
}

extension World {
    mutating func set(_ serial: String, online: Bool) {
        fleet.merge(partial([DeviceRow(serial: serial, name: "C", model: "", status: online ? 1 : 0)], at: now))
    }

    mutating func set(_ serial: String, encrypted: Bool) {
        let name = fleet.cameras(of: serial).first?.name ?? "C"
        fleet.merge(partial([ChannelRow(serial: serial, channel: 1, name: name, isEncrypt: encrypted ? 1 : 0)], at: now))
    }
}

/// A reading that never says that anything is gone.
func partial<Row: Listed>(_ rows: [Row], at now: Date) -> ListRead<Row> {
    var reading = ListRead<Row>()
    reading.add([ListPage(rows: rows, total: nil, at: now)])
    return reading
}
