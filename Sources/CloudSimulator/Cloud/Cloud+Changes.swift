extension Cloud {
    /// Ten years, in seconds.
    private static let longestLife = 10 * 365 * 86_400
    /// Longer than any client waits, in seconds.
    static let longestDelay = 3_600.0

    /// Does what is asked; false when it names a device or channel that is not there.
    mutating func apply(_ change: Change) -> Bool {
        switch change {
        case .add(let device): add(device)
        case .remove(let serial): return roster.remove(serial)
        case .status(let serial, let value): return update(serial) { $0.status = value }
        case .channelStatus(let serial, let channel, let value): return alter(serial, channel) { $0.status = value }
        case .encryption(let serial, let on): return update(serial) { $0.encrypted = on }
        case .verification(let serial, let code, let wanted):
            return update(serial) { ($0.verificationCode, $0.wantsCode) = (code, wanted) }
        case .rename(let serial, let name): return rename(serial, name)
        case .stream(let serial, let channel, let shows): return alter(serial, channel) { $0.stream = shows }
        case .codec(let serial, let channel, let codec, let warmUp):
            return alter(serial, channel) { ($0.codec, $0.warmUp) = (codec, warmUp ?? 0) }
        case .permissions(let serial, let granted): return roster.update(serial) { $0.hosting?.permissions = granted }

        case .alarm(let serial, _): return roster[serial] != nil
        case .webhook(let to): webhook = to
        case .callback(let to): callback = to
        case .queue(let to): shelf = to.map(MessageShelf.init)
        case .forgetConsumers: shelf?.forgetConsumers()

        case .authorise(let trustID, let code): authCodes[code] = trustID
        case .forgetTokens: tokens = [:]
        case .tokenLife(let seconds): tokenLife = min(max(0, seconds), Self.longestLife)
        case .expireAddresses: links.removeAll()
        case .addressLife(let seconds): longestAddressLife = seconds.map { max(1, $0) } ?? .max
        case .trustList(let accepts): trustListAccepts = accepts
        case .frozenKey(let on): isKeyFrozen = on
        case .overseas(let on):
            // A token is good in its own region alone.
            if on != isOverseas { tokens = [:] }
            isOverseas = on
        case .ezopenRefused(let on): isEzopenRefused = on

        case .fail(let fault): faults.append(fault)
        case .clearFaults: faults = []
        case .latency(let path, let from, let to): setLatency(path, from, to)
        case .staleness(let seconds): staleness = seconds
        case .limit(let limits): meter.limits = limits

        case .totals(let path, let values): oddities[path, default: PageOddity()].totals = values
        case .repeatFirstPage(let path, let on): oddities[path, default: PageOddity()].repeatsFirstPage = on
        case .repeatLastRow(let path, let on): oddities[path, default: PageOddity()].repeatsLastRow = on
        case .afterPage(let path, let changes): oddities[path, default: PageOddity()].afterPages.append(changes)
        }
        return true
    }

    private mutating func add(_ device: SimulatedDevice) {
        settled.insert(device.serial)
        writes[device.serial] = nil
        roster.put(device)
    }

    /// A change from outside is one that life leaves alone, and that the reads show at once.
    private mutating func update(_ serial: String, _ change: (inout SimulatedDevice) -> Void) -> Bool {
        settled.insert(serial)
        writes[serial] = nil
        return roster.update(serial, change)
    }

    /// A device of one channel has one name.
    private mutating func rename(_ serial: String, _ name: String) -> Bool {
        roster.update(serial) { device in
            device.name = name
            if device.channels.count == 1 { device.channels[0].name = name }
        }
    }

    private mutating func alter(_ serial: String, _ channel: Int, _ change: (inout SimulatedChannel) -> Void) -> Bool {
        var isThere = false
        _ = roster.update(serial) { device in
            guard let index = device.channels.firstIndex(where: { $0.number == channel }) else { return }
            change(&device.channels[index])
            isThere = true
        }
        return isThere
    }

    private mutating func setLatency(_ path: String?, _ from: Double, _ to: Double) {
        let shortest = min(max(0, from), Self.longestDelay)
        let range = shortest...min(max(shortest, to), Self.longestDelay)
        if let path { latency[path] = range } else { usualLatency = range }
    }
}
