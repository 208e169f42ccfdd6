import Cells
import Fleet
import Wording

/// What a newer snapshot brings that somebody who watches would want to be told.
extension State {
    mutating func noticeChanges(in newer: Snapshot) -> [Effect] {
        // What had happened before anybody looked is no news.
        let isFirst = heard == nil
        let new = newer.events.filter { $0.number > heard ?? 0 }
        heard = max(heard ?? 0, newer.events.last?.number ?? 0)
        for event in new {
            switch event.what {
            case .restoration(let trouble?) where !isFirst && event.at >= began:
                let isStillOff = newer.cameras.first { $0.id == event.camera }?.isSaidOff(at: now, newer.poll) == true
                let text = texts.about(called(event), texts.explain(ofRestoration: trouble, isStillOff: isStillOff))
                if let device = event.camera?.device {
                    closeSwitch(of: device)
                    openSwitches[device] = OpenSwitch(text: text, on: true, since: event.at)
                }
                show(.error, text, about: event.camera)
            case .restoration(nil) where !isFirst && event.at >= began:
                if let device = event.camera?.device { closeSwitch(of: device) }
                show(.news, texts.notices.putBack(called(event)), about: event.camera)
            case .forgot(let fault):
                // In place of one that was damaged there is a new one.
                isRemembering = isRemembering && fault.isOver
                forgetting.map { notices.withdraw($0) }
                forgetting = fault.isOver ? nil : texts.errors.forgot(fault)
                show(.error, texts.errors.forgot(fault))
            case .alert(.recovered(let route)) where !isFirst && event.at >= began:
                show(.news, texts.phrase(for: .recovered(route: route)))
            case .alert(let news) where !isFirst && event.at >= began: show(.error, texts.phrase(for: news))
            case .remembered:
                isRemembering = !options.demo
                forgetting.map { notices.withdraw($0) }
                forgetting = nil
            default: break
            }
        }
        if let steering = newer.poll.steering, steering != snapshot.poll.steering, !isFirst, steering.at >= began {
            show(.news, texts.steering(steering))
        }
        for text in texts.newsOfPush(from: snapshot, to: newer) { show(.error, text) }
        if let why = newer.poll.aloneness, why != snapshot.poll.aloneness { show(.news, texts.sharing.alone(why)) }
        for text in texts.notInForce(options.interval, options.offlineAfter, from: snapshot.poll, to: newer.poll) {
            show(.answer, text)
        }
        for account in newer.accounts {
            guard let missing = account.missing, snapshot.accounts.first(where: { $0.id == account.id })?.missing == nil else {
                continue
            }
            notices.add(.error, texts.about(account.id, texts.errors.missing(account.host, missing)), at: now)
        }
        let changes = isFirst ? [] : new.filter { $0.camera != nil && $0.at >= began && change($0) != nil }
        // Those that stand on the line, or wait for their turn, are told together with what comes now.
        if !notices.hasNews { told = [] }
        told = Array((told + changes).suffix(Self.mostTold))
        let back = newer.accounts.filter { account in
            guard let trouble = snapshot.accounts.first(where: { $0.id == account.id })?.trouble else { return false }
            // One that is asked anew, by another configuration, has not answered yet.
            return !trouble.isWaiting && account.trouble == nil && account.lastAnswer != nil
        }
        let lines = lines(of: told, newer) + back.map { texts.notices.recovered($0.host) }
        if !changes.isEmpty || !back.isEmpty {
            let isAlarm = told.contains { change($0) == .status(.offline) }
            let cameras = Set(told.compactMap(\.camera))
            show(isAlarm ? .alarm : .news, lines.joined(separator: "   "), about: cameras.count == 1 ? cameras.first : nil)
        }
        let gone = changes.filter { change($0) == .status(.offline) }
        return gone.isEmpty ? [] : [.notify(self.lines(of: gone, newer).joined(separator: "   "))]
    }

    /// Changes that one line tells of.
    private static let mostTold = 2000

    private mutating func show(_ kind: Notices.Notice.Kind, _ text: String, about camera: CameraID? = nil) {
        notices.show(Notices.Notice(at: now, kind: kind, text: text, camera: camera))
    }

    /// What is told of an event.
    enum Change: Hashable {
        case status(Status)
        case encryption(Encryption)
        case alarm(Event.What)
    }

    func change(_ event: Event) -> Change? {
        switch event.what {
        case .outageBegan: .status(.offline)
        case .outageEnded(_, let to): .status(to)
        case .status(let from, let to) where from != to && from != .offline && to != .offline: .status(to)
        case .encryption(_, let to, let author) where author != .you && author != .another && (to == .on || to == .off):
            .encryption(to)
        case .push(.alarm): .alarm(event.what)
        default: nil
        }
    }

    /// What the cameras are called, and how many each name stands for: a device that went or came with all of its channels is one
    /// thing, whichever of them had been offline before. Where it can be reached itself, its cameras have gone one by one.
    private func places(of events: [Event], _ status: Status, _ newer: Snapshot) -> [(name: String, cameras: Int)] {
        let changed = Dictionary(grouping: events) { $0.camera?.device }
        let rows = newer.cameras.span
        var all: [DeviceID: [Camera]] = [:]
        for place in rows.indices where changed[rows[place].id.device] != nil {
            all[rows[place].id.device, default: []].append(rows[place])
        }
        var told: Set<DeviceID> = []
        return events.compactMap { event in
            guard let device = event.camera?.device, let channels = all[device], channels.count > 1,
                channels.allSatisfy({ $0.status?.value == status }),
                status == .online && changed[device]?.count == channels.count
                    || channels.allSatisfy({ $0.status?.isOfChannel == false })
            else { return (called(event), 1) }
            guard told.insert(device).inserted else { return nil }
            let name = Glyphs.admitted(channels.lazy.compactMap(\.deviceName).first ?? device.serial)
            // One that had been offline before has not gone now.
            return (texts.notices.wholeDevice(name, channels.count), changed[device]?.count ?? channels.count)
        }
    }

    private func called(_ event: Event) -> String { Glyphs.admitted(event.name ?? event.camera.map(name(of:)) ?? event.account) }

    /// A line for each kind of change, those that somebody should look at first, with all its cameras.
    private func lines(of events: [Event], _ newer: Snapshot) -> [String] {
        // Of several changes of one camera the last one holds.
        var seen: Set<[String]> = []
        let newest = events.reversed().filter { event in
            let kind =
                switch change(event) {
                case .status: "status"
                case .encryption: "encryption"
                case .alarm, nil: "alarm \(event.number)"
                }
            return seen.insert([event.account, event.camera?.serial ?? "", "\(event.camera?.channel ?? -1)", kind]).inserted
        }
        var order: [Change] = [], groups: [Change: [Event]] = [:]
        for event in newest {
            guard let change = change(event) else { continue }
            if groups[change] == nil { order.append(change) }
            groups[change, default: []].append(event)
        }
        order.sort { $0 == .status(.offline) && $1 != .status(.offline) }
        return order.map { line(of: $0, groups[$0] ?? [], newer) }
    }

    /// One line for all of them, however many cameras it was.
    func line(of change: Change, _ events: [Event], _ newer: Snapshot) -> String {
        let names = events.map(called)
        let places = texts.places(names, ellipsis: symbols.ellipsis)
        switch change {
        case .status(let status):
            let devices = self.places(of: events, status, newer)
            let word = texts.word(for: status)
            if devices.count == 1 { return texts.notices.statusChanged(devices[0].name, word) }
            let listed = texts.places(devices.map(\.name), ellipsis: symbols.ellipsis)
            return texts.notices.many(devices.reduce(0) { $0 + $1.cameras }, word, listed)
        case .encryption(.on):
            return names.count == 1
                ? texts.notices.encryptionCameOn(names[0]) : texts.notices.many(names.count, texts.states.encrypted, places)
        case .encryption:
            return names.count == 1
                ? texts.notices.encryptionWentOff(names[0]) : texts.notices.many(names.count, texts.notices.notEncrypted, places)
        case .alarm(let what): return texts.about(places, texts.phrase(for: what, arrow: symbols.arrow, at: now))
        }
    }
}

extension Texts {
    private static let mostPlaces = 6

    /// The names while they are few; else `Driveway 6, Garden 5, …`: cameras that are called alike but for a number are one place,
    /// with how many there are.
    func places(_ names: [String], ellipsis: String) -> String {
        if names.count <= Self.mostPlaces { return names.joined(separator: punctuation.list) }
        var order: [String] = [], groups: [String: [String]] = [:]
        for name in names {
            let place = Self.place(of: name)
            if groups[place] == nil { order.append(place) }
            groups[place, default: []].append(name)
        }
        let shown = order.prefix(Self.mostPlaces).map { place in
            let names = groups[place] ?? []
            return names.count == 1 ? names[0] : "\(place) \(names.count)"
        }
        return (shown + (order.count > shown.count ? [ellipsis] : [])).joined(separator: punctuation.list)
    }

    private static func place(of name: String) -> String {
        let isNumber = { (character: Character) in character.isNumber || character.isWhitespace || "-_#.".contains(character) }
        let end = name.lastIndex { !isNumber($0) }
        return end.map { String(name[...$0]) } ?? name
    }
}
