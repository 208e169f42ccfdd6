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
    /// - Returns: what that has cost, and what could not be read of single devices: to whoever asked that is a part of the whole.
    public func poll(lists: [AccountName], devices: [DeviceID], addresses cameras: [CameraID]) async -> (
        calls: [AccountName: Int], troubles: [AccountName: [String: ServiceError]]
    ) {
        let tally = CallTally()
        let before = accounts.mapValues(\.singles)
        await CallTally.$current.withValue(tally) {
            await withTaskGroup(of: Void.self) { group in
                for name in order where lists.contains(name) { group.addTask { await self.pollWhole(name) } }
            }
            for (name, asked) in Dictionary(grouping: devices, by: \.account) { await askInfos(of: asked.map(\.serial), name) }
            let known = cameras.filter { accounts[$0.account]?.fleet[$0] != nil }
            if !known.isEmpty {
                let asked = Dictionary(grouping: known, by: \.account)
                await askAll(order.compactMap { name in asked[name].map { (name, $0) } }) { _, _ in }
            }
        }
        let troubles = accounts.mapValues(\.singles).filter { !$0.value.isEmpty }
        for (name, singles) in before { accounts[name]?.singles = singles }
        tick()
        publish()
        return (tally.counts, troubles)
    }

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
        await askInfos(of: accounts[name]?.fleet.hostedSerials ?? [], name)
        let words = words[name] ?? [:]
        accounts[name]?.fleet.recall(words)
        await askChannels(of: accounts[name]?.fleet.askableRecorders ?? [], name)
        accounts[name]?.fleet.settle(words, at: clock.now)
    }

    private func askInfos(of serials: [String], _ name: AccountName) async {
        await each(serials, of: name, called: \.self) { await self.readInfo($0, of: name) }
    }

    /// Asks how the channels of these devices are. What a right or a model stands in the way of is an answer: then the device's own
    /// word holds.
    private func askChannels(of serials: [String], _ name: AccountName) async {
        await each(serials, of: name, called: \.self) { serial in
            let trouble = await self.readChannels(serial, of: name)
            if let code = trouble?.code, PlatformCode.isRefusal(code) { return nil }
            return trouble
        }
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
                    await self.each(cameras, of: name, called: \.serial) { camera in
                        guard case .failure(let trouble) = await self.ownAddress(of: camera) else {
                            await meter.step()
                            return nil
                        }
                        if !trouble.isTooOften { await meter.step() }
                        return trouble
                    }
                }
            }
        }
        await askContradicted(wanted.flatMap(\.cameras))
    }

    /// What could not be read of one device makes the whole incomplete; what was refused is an answer.
    private func note(_ trouble: ServiceError?, _ serial: String, of name: AccountName) {
        guard let trouble else { return }
        if case .refused(_, _, let call, _) = trouble, call == .liveAddress, !trouble.isTooOften { return }
        accounts[name]?.singles[serial] = trouble
        isChanged = true
    }

    /// Asks about each of them, four at a time. Once the cloud says that calls come too often, it is one after another, and what it would
    /// not answer is asked again after a second, two, four; where that helps nothing, the rest is left.
    ///
    /// - Parameters:
    ///   - called: the serial that each is called by.
    ///   - ask: returns what went wrong.
    private func each<Item: Sendable>(
        _ items: [Item], of name: AccountName, called serial: (Item) -> String,
        _ ask: @escaping @Sendable (Item) async -> ServiceError?
    ) async {
        var waiting = items[...], again: [Item] = []
        let width = accounts[name]?.plan.isOneByOne == true ? 1 : PollPlan.width
        await withTaskGroup(of: (Item, ServiceError?).self) { group in
            for item in waiting.prefix(width) { group.addTask { (item, await ask(item)) } }
            waiting = waiting.dropFirst(width)
            while let (item, trouble) = await group.next() {
                if trouble?.isTooOften == true { again.append(item) } else { note(trouble, serial(item), of: name) }
                if again.isEmpty, let next = waiting.popFirst() { group.addTask { (next, await ask(next)) } }
            }
        }
        guard !again.isEmpty else { return }
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
                return
            }
            note(trouble, serial(item), of: name)
            rests = 0
            left.removeFirst()
        }
    }
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
