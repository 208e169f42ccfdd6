import Fleet
import FoundationEssentials
import OpenPlatform
import Vocabulary

extension DeviceService {
    /// One poll of everything, for a front that prints and ends: all lists, the encryption of every hosted device and, where
    /// wanted, the address of every camera that is neither offline nor encrypted, four at a time.
    ///
    /// - Parameters:
    ///   - isWanted: once the lists are read, of which cameras the address is asked for.
    ///   - progress: is told how many addresses have been asked, and of how many: first none, before the first is.
    public func pollOnce(
        addresses: Bool, of isWanted: @escaping @Sendable (Camera) -> Bool = { _ in true },
        progress: @escaping @Sendable (_ asked: Int, _ of: Int) -> Void = { _, _ in }
    ) async -> Snapshot {
        recall()
        await withTaskGroup(of: Void.self) { group in
            for name in order { group.addTask { await self.pollWhole(name) } }
        }
        if addresses { await askAll(askable(isWanted), progress) }
        publish()
        return snapshot
    }

    /// For a front of another process: these accounts as a whole, these devices, and these cameras' addresses.
    ///
    /// - Returns: what that has cost, and what it has brought.
    public func poll(lists: [AccountName], devices: [DeviceID], addresses cameras: [CameraID]) async -> Caused {
        let errand = Errand(), lists = order.filter(lists.contains)
        let devices = Dictionary(grouping: devices, by: \.account).mapValues { $0.map(\.serial) }
        for name in lists { errand.begin(with: Fleet(account: name, battery: settings.battery)) }
        for (name, serials) in devices {
            if let fleet = accounts[name]?.fleet { errand.begin(with: fleet.withoutInfos(of: serials)) }
        }
        await Errand.$current.withValue(errand) {
            await withTaskGroup(of: Void.self) { group in
                for name in lists { group.addTask { await self.pollWhole(name) } }
            }
            for (name, serials) in devices { await askAlone(serials, name) }
            let asked = Dictionary(grouping: cameras, by: \.account)
            await askAll(order.compactMap { name in asked[name].map { (name, $0) } }) { _, _ in }
        }
        tick()
        publish()
        var caused = errand.caused
        caused.accounts = lists.compactMap { accounts[$0]?.state }
        for name in order {
            guard let fleet = errand.fleet(name) else { continue }
            caused.cameras += devices[name]?.flatMap(fleet.cameras(of:)).map(withLive) ?? fleet.cameras.map(withLive)
        }
        return caused
    }

    /// A row of an errand, with what concerns LIVE and is known already.
    private func withLive(_ row: Camera) -> Camera {
        guard let known = accounts[row.id.account]?.fleet[row.id] else { return row }
        var row = row
        (row.live, row.liveRound) = (known.live, known.liveRound)
        row.pendingEncryption = known.pendingEncryption
        return row
    }

    /// What only calls about these devices tell.
    private func askAlone(_ serials: [String], _ name: AccountName) async {
        let serials = Set(serials)
        await askInfos(of: accounts[name]?.fleet.hostedSerials.filter(serials.contains) ?? [], name)
        await askChannels(of: accounts[name]?.fleet.askableRecorders.filter(serials.contains) ?? [], name)
    }

    /// What the poll that is under way has read of an account: that of an errand reads it anew.
    private func read(_ name: AccountName) -> Fleet? { Errand.current?.fleet(name) ?? accounts[name]?.fleet }

    private func pollWhole(_ name: AccountName) async {
        accounts[name]?.singles = [:]
        let lists = accounts[name]?.plan.lists ?? []
        await withTaskGroup(of: Void.self) { group in
            for list in lists {
                group.addTask {
                    let trouble = await self.readList(list, of: name, again: true)
                    await self.end(list, of: name, trouble)
                }
            }
        }
        await askInfos(of: read(name)?.hostedSerials ?? [], name)
        // What stands until somebody says otherwise, an errand has from whoever polls.
        let words = (Errand.current == nil ? words[name] : accounts[name]?.fleet.words) ?? [:]
        accounts[name]?.merge { $0.recall(words) }
        await askChannels(of: read(name)?.askableRecorders ?? [], name)
        followClock()
        let now = clock.now
        accounts[name]?.merge { $0.settle(words, at: now) }
    }

    private func askInfos(of serials: [String], _ name: AccountName) async {
        await each(.deviceInfo, serials, of: name, called: \.self) { await self.readInfo($0, of: name) }
    }

    private func askChannels(of serials: [String], _ name: AccountName) async {
        await each(.channels, serials, of: name, called: \.self) { await self.readChannels($0, of: name) }
    }

    /// Addresses that say "offline" or "encrypted" of cameras which are not, by all that is known: whoever knows is asked once more.
    private func askContradicted(_ cameras: [CameraID]) async {
        for name in order {
            let calls = Set(
                cameras.compactMap { id -> ScheduledCall? in
                    guard id.account == name, let fleet = accounts[name]?.fleet, let camera = fleet[id] else { return nil }
                    return camera.contradiction.map { fleet.judge(of: $0, camera) }
                })
            var (recorders, devices) = ([String](), [String]())
            for call in calls {
                switch call {
                case .channels(let serial): recorders.append(serial)
                case .deviceInfo(let serial): devices.append(serial)
                default: await end(call, of: name, readList(call, of: name, again: true))
                }
            }
            await askInfos(of: devices.sorted(), name)
            await askChannels(of: recorders.sorted(), name)
        }
    }

    private func askable(_ isWanted: (Camera) -> Bool) -> [(name: AccountName, cameras: [CameraID])] {
        order.map { name in
            let cameras = (accounts[name]?.fleet.cameras ?? []).filter {
                $0.status?.value != .offline && $0.encryption?.value != .on && $0.pendingEncryption == nil && isWanted($0)
            }
            return (name: name, cameras: cameras.map(\.id))
        }
    }

    private func askAll(
        _ wanted: [(name: AccountName, cameras: [CameraID])],
        _ progress: @escaping @Sendable (_ asked: Int, _ of: Int) -> Void
    ) async {
        let count = wanted.reduce(0) { $0 + $1.cameras.count }
        let meter = Meter(of: count, progress)
        await meter.start()
        await withTaskGroup(of: Void.self) { group in
            for (name, cameras) in wanted {
                group.addTask {
                    let rest = await self.each(.address, cameras, of: name, called: \.serial) { camera in
                        let result = await self.ownAddress(of: camera)
                        await self.tell(result, of: camera)
                        guard case .failure(let trouble) = result else {
                            await meter.step()
                            return nil
                        }
                        if !trouble.isTooOften { await meter.step() }
                        return trouble
                    }
                    guard let rest else { return }
                    await self.leave(rest.items, of: cameras, rest.trouble, name)
                }
            }
        }
        await askContradicted(wanted.flatMap(\.cameras))
    }

    /// The quota is reached for these too, though they were not asked: what is known of them says so to whoever wanted them asked, and to
    /// nobody else. Where no address is left at all, that is more than an answer.
    private func leave(_ rest: [CameraID], of cameras: [CameraID], _ trouble: ServiceError, _ name: AccountName) {
        let isAnyKept = cameras.contains { if case .success = keptAddress(of: $0, minimumLeft: 60) { true } else { false } }
        for camera in rest {
            if !isAnyKept { keep(trouble, camera.serial, of: name) }
            guard let errand = Errand.current else {
                note(refusal: trouble, of: camera)
                continue
            }
            errand.note(LiveAnswer(.failure(trouble)).map { Fact($0, checked: clock.now, call: .liveAddress) }, of: camera)
        }
    }

    /// Tells an errand what LIVE is now: a playlist may say more than an address.
    private func tell(_ result: Result<LiveAddress, ServiceError>, of camera: CameraID) {
        let answer = LiveAnswer(result).map { Fact($0, checked: clock.now, call: .liveAddress) }
        Errand.current?.note(answer.map { accounts[camera.account]?.fleet[camera]?.live ?? $0 }, of: camera)
    }

    /// What could not be read of one device makes the whole incomplete; what was refused is an answer.
    private func note(_ trouble: ServiceError?, _ serial: String, of name: AccountName) {
        guard let trouble else { return }
        if case .refused(_, _, let call, _) = trouble, call == .liveAddress, !trouble.isTooOften { return }
        keep(trouble, serial, of: name)
    }

    private func keep(_ trouble: ServiceError, _ serial: String, of name: AccountName) {
        if let errand = Errand.current {
            errand.note(trouble, of: serial, name)
        } else {
            accounts[name]?.singles[serial] = trouble
            isChanged = true
        }
    }

    /// Asks about each of them, four at a time. Once the cloud says that calls come too often, it is one after another, and what it would
    /// not answer is asked again after a second, two, four; where that helps nothing, the rest is left. So it is at once where the quota of
    /// the call is reached; where it was, a while ago, one of them finds out whether it still is.
    ///
    /// - Parameters:
    ///   - kind: what is asked.
    ///   - called: the serial that each is called by.
    ///   - ask: returns what went wrong.
    /// - Returns: those that were left since the quota is reached.
    @discardableResult
    private func each<Item: Sendable>(
        _ kind: ScheduledCall.Kind, _ items: [Item], of name: AccountName, called serial: (Item) -> String,
        _ ask: @escaping @Sendable (Item) async -> ServiceError?
    ) async -> (items: [Item], trouble: ServiceError)? {
        var waiting = items[...], again: [Item] = [], exhaustion: ServiceError?
        if accounts[name]?.plan.isResting(kind, at: clock.now) == true, let item = waiting.popFirst() {
            let trouble = await ask(item)
            if trouble?.isTooOften == true { again.append(item) } else { note(trouble, serial(item), of: name) }
            if trouble?.isOfQuota(kind) == true { exhaustion = trouble }
        }
        let width = exhaustion != nil ? 0 : accounts[name]?.plan.isOneByOne == true ? 1 : PollPlan.width
        await withTaskGroup(of: (Item, ServiceError?).self) { group in
            for item in waiting.prefix(width) { group.addTask { (item, await ask(item)) } }
            waiting = waiting.dropFirst(width)
            while let (item, trouble) = await group.next() {
                if trouble?.isTooOften == true { again.append(item) } else { note(trouble, serial(item), of: name) }
                if trouble?.isOfQuota(kind) == true { exhaustion = trouble }
                if again.isEmpty, exhaustion == nil, let next = waiting.popFirst() { group.addTask { (next, await ask(next)) } }
            }
        }
        if let exhaustion {
            let rest = again + waiting
            if kind != .address { for item in rest { keep(exhaustion, serial(item), of: name) } }
            return rest.isEmpty ? nil : (rest, exhaustion)
        }
        guard !again.isEmpty else { return nil }
        var left = (again + waiting)[...], rests = 0, isRefused = true
        while let item = left.first, !Task.isCancelled {
            if isRefused {
                await wait(TimeInterval(1 << rests))
                rests += 1
            }
            let trouble = await ask(item)
            isRefused = trouble?.isTooOften == true
            if isRefused, rests < ListReader<DeviceRow>.patience { continue }
            if isRefused {
                for item in left { note(trouble, serial(item), of: name) }
                return nil
            }
            note(trouble, serial(item), of: name)
            rests = 0
            left.removeFirst()
        }
        return nil
    }
}

extension ServiceError {
    /// The quota of such a call is reached.
    fileprivate func isOfQuota(_ kind: ScheduledCall.Kind) -> Bool { CallOutcome(self, of: kind) == .exhausted }
}

/// Counts what is done by several at once, and tells it in order.
private actor Meter {
    private let count: Int
    private let progress: @Sendable (Int, Int) -> Void
    private var done = 0

    init(of count: Int, _ progress: @escaping @Sendable (Int, Int) -> Void) {
        self.count = count
        self.progress = progress
    }

    func start() { progress(0, count) }

    func step() {
        done += 1
        progress(done, count)
    }
}
