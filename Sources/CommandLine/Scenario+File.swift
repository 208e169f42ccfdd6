import CloudSimulator
import Settings

extension Scenario {
    /// The fleet that a scenario file describes; the simulated home where it describes none.
    init(_ file: ScenarioFile) {
        guard let devices = file.devices else {
            self = .home
            return
        }
        self.init(devices: devices.map(SimulatedDevice.init))
    }
}

extension SimulatedDevice {
    fileprivate init(_ device: ScenarioFile.Device) {
        let name = device.name ?? device.serial
        let channels = device.channels.map { channel in
            SimulatedChannel(
                number: channel.number, name: channel.name ?? "\(name) \(channel.number)",
                stream: SimulatedStream(word: channel.stream),
                codec: channel.codec.flatMap(SimulatedCodec.init) ?? .h264,
                warmUp: Double(channel.startsMilliseconds ?? 0) / 1000, status: channel.status)
        }
        self.init(
            serial: device.serial, name: name, model: device.model ?? "CS-C6N", status: device.status ?? 1,
            encrypted: device.encrypted ?? false, verificationCode: device.verificationCode ?? "ABCDEF",
            wantsCode: device.wantsCode ?? false, battery: device.battery, channels: channels.isEmpty ? nil : channels,
            cannot: Set((device.cannot ?? []).compactMap(SimulatedDevice.Capability.init)),
            hosting: device.hosted.map { Hosting(permissions: Set($0.compactMap(Hosting.Permission.init))) })
    }
}

extension SimulatedStream {
    fileprivate init(word: String?) {
        switch word {
        case "empty": self = .empty
        case "missing": self = .missing
        case let word?: self = Int(word).map { .error(code: $0) } ?? .playing
        case nil: self = .playing
        }
    }
}

extension ScenarioFile {
    /// What is done to the cloud right after its start.
    var changes: [Change] {
        var changes: [Change] = faults.map { fault in
            .fail(
                with: .init(
                    path: fault.path, serial: fault.serial, times: fault.times, code: fault.code, status: fault.status,
                    body: fault.body,
                    delay: fault.delayMilliseconds.map { Double($0) / 1000 }))
        }
        if let queue {
            let ways = SimulatedQueue(
                perCall: queue.perCall, repeats: queue.repeats, backlog: queue.backlog, age: queue.age)
            changes.append(.queue(to: ways))
        }
        if let overseas { changes.append(.overseas(on: overseas)) }
        if let tokenLife { changes.append(.tokenLife(seconds: Int(tokenLife))) }
        if let stalenessMilliseconds { changes.append(.staleness(seconds: Double(stalenessMilliseconds) / 1000)) }
        if let latencyMilliseconds {
            let seconds = Double(latencyMilliseconds) / 1000
            changes.append(.latency(path: nil, from: seconds, to: seconds))
        }
        let limits = CallLimits(perSecond: perSecond, perMinute: perMinute, perDay: perDay, streams: streams)
        if limits != CallLimits() { changes.append(.limit(to: limits)) }
        return changes
    }
}
