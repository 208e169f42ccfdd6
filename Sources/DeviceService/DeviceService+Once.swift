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
        if addresses { await askAll(isWanted, progress) }
        publish()
        return snapshot
    }

    private func pollWhole(_ name: AccountName) async {
        accounts[name]?.single = nil
        let lists = accounts[name]?.plan.lists ?? []
        await withTaskGroup(of: Void.self) { group in
            for list in lists {
                group.addTask {
                    let trouble = await self.readList(list, of: name, again: true)
                    await self.end(list, of: name, trouble)
                }
            }
        }
        await each(accounts[name]?.fleet.hostedSerials ?? []) { serial in
            await self.note(self.readInfo(serial, of: name), of: name)
        }
        await askChannels(of: accounts[name]?.fleet.askableRecorders ?? [], name)
    }

    /// Asks how the channels of these devices are. What a right or a model stands in the way of is an answer: then the device's own
    /// word holds.
    private func askChannels(of serials: [String], _ name: AccountName) async {
        await each(serials) { serial in
            let trouble = await self.readChannels(serial, of: name)
            if let code = trouble?.code, PlatformCode.isRefusal(code) { return }
            await self.note(trouble, of: name)
        }
    }

    /// Addresses that say "offline" of cameras which are not, by all that is known: whoever knows is asked once more.
    private func askContradicted(_ cameras: [CameraID]) async {
        for name in order {
            let here = cameras.filter { id in
                guard id.account == name, let camera = accounts[name]?.fleet[id] else { return false }
                return camera.status?.value != .offline && camera.live?.value.fault?.code == PlatformCode.deviceOffline
            }
            await askChannels(of: Set(here.filter { $0.channel != nil }.map(\.serial)).sorted(), name)
            let sources = Set(here.filter { $0.channel == nil }.compactMap { accounts[name]?.fleet[$0]?.source })
            for source in sources {
                let list: ScheduledCall = source == .own ? .deviceList : .hostedList
                await end(list, of: name, readList(list, of: name, again: true))
            }
        }
    }

    private func askAll(
        _ isWanted: @Sendable (Camera) -> Bool, _ progress: @escaping @Sendable (_ asked: Int, _ of: Int) -> Void
    ) async {
        let wanted = order.map { name in
            (accounts[name]?.fleet.cameras ?? []).filter {
                $0.status?.value != .offline && $0.encryption?.value != .on && $0.pendingEncryption == nil && isWanted($0)
            }.map(\.id)
        }
        let count = wanted.reduce(0) { $0 + $1.count }
        let meter = Meter(of: count, progress)
        await meter.start()
        await withTaskGroup(of: Void.self) { group in
            for cameras in wanted {
                group.addTask {
                    await self.each(cameras) { camera in
                        if case .failure(let trouble) = await self.ownAddress(of: camera) {
                            await self.note(trouble, of: camera.account)
                        }
                        await meter.step()
                    }
                }
            }
        }
        await askContradicted(wanted.flatMap(\.self))
    }

    /// What could not be read of one device makes the whole incomplete; what was refused is an answer.
    private func note(_ trouble: ServiceError?, of name: AccountName) {
        guard let trouble else { return }
        if case .refused(_, _, let call, _) = trouble, call == .liveAddress { return }
        accounts[name]?.single = trouble
        isChanged = true
    }

    private nonisolated func each<Item: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, item) in items.enumerated() {
                if index >= PollPlan.width { await group.next() }
                group.addTask { await body(item) }
            }
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
