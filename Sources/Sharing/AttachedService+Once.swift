import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary

extension AttachedService {
    /// So many addresses are asked for at a time: between two pieces it is told how far that has come.
    private static let piece = 16

    /// Everything as the poller knows it, once it has asked for everything; the addresses that are not fresh any more it asks for now.
    /// Of what had to be asked for the answers alone count, as they would for a command that asks by itself.
    ///
    /// - Parameters:
    ///   - isFresh: everything is asked for now, whatever is known.
    ///   - life: seconds that addresses are to live; nil leaves that to the poller.
    ///   - handsOut: addresses are what is wanted, and not how the last asking for them ended.
    func pollOnce(
        addresses: Bool, isFresh: Bool, life: TimeInterval?, handsOut: Bool = false, of isWanted: @Sendable (Camera) -> Bool,
        progress: @Sendable (Int, Int) -> Void
    ) async throws(End) -> Snapshot {
        var told = Caused()
        func ask(_ what: Polled) async throws(End) {
            switch await send(FrontProtocol.poll, what) {
            case .success(let caused): told.add(caused)
            case .failure(let trouble): throw trouble.isOfPoller ? .gone : .nonsense
            }
        }
        let first = Set(snapshot.accounts.filter { !$0.hasBeenAsked }.map(\.id))
        while !snapshot.accounts.allSatisfy(\.hasBeenAsked) { try await attach() }
        // One that was asked a moment ago, and said nothing at all, is not asked again.
        let mute = Set(snapshot.accounts.filter { first.contains($0.id) && $0.trouble != nil && $0.listAnswers == nil }.map(\.id))
        func known() -> Snapshot {
            var snapshot = self.snapshot(with: told)
            snapshot.cameras.removeAll { mute.contains($0.id.account) }
            return snapshot
        }
        if poller?.letsLookOnly == true { return known() }
        // What is too old to be told is asked now: the one that polls may be paused, or have begun a moment ago.
        let old = known().old(at: Date(), view, all: isFresh, but: mute)
        if !old.lists.isEmpty || !old.devices.isEmpty {
            try await ask(old)
            try await attach(waits: false)
        }
        var wanted: [CameraID] = [], special: [CameraID: Result<LiveAddress, ServiceError>] = [:]
        if addresses {
            let now = Date(), snapshot = known()
            wanted = snapshot.cameras.filter { camera in
                camera.status?.value != .offline && camera.encryption?.value != .on && camera.pendingEncryption == nil
                    && isWanted(camera)
                    && (isFresh || life != nil || !camera.isLiveFresh(at: now, snapshot.poll))
            }.map(\.id)
            progress(0, wanted.count)
            for start in stride(from: 0, to: wanted.count, by: Self.piece) {
                let piece = Array(wanted[start..<min(start + Self.piece, wanted.count)])
                if let life {
                    for camera in piece {
                        special[camera] = await address(
                            of: camera, liveProtocol: .hls, quality: .hd, life: life,
                            minimumLeft: isFresh ? .greatestFiniteMagnitude : life / 2)
                    }
                } else {
                    try await ask(Polled(addresses: piece.map(view.poller)))
                }
                progress(start + piece.count, wanted.count)
            }
            try await attach(waits: false)
        }
        var snapshot = known()
        let asked = Set(wanted)
        for place in snapshot.cameras.indices {
            let id = snapshot.cameras[place].id
            snapshot.cameras[place].asking = nil
            if !addresses {
                snapshot.cameras[place].live = nil
            } else if asked.contains(id) {
                snapshot.cameras[place].live = told.live[view.poller(id)]
            }
        }
        for (camera, result) in special { snapshot.take(result, of: camera) }
        if handsOut { await takeKept(&snapshot, isWanted) }
        snapshot.sum(told, view)
        return snapshot
    }
}

extension AttachedService {
    /// What a limit refused is a new address: the one before it, which holds, is handed out.
    private func takeKept(_ snapshot: inout Snapshot, _ isWanted: @Sendable (Camera) -> Bool) async {
        for camera in snapshot.cameras where isWanted(camera) {
            guard case .limited = camera.live?.value else { continue }
            let kept = Addressed(
                camera: view.poller(camera.id), liveProtocol: .hls, quality: .hd, life: nil, minimumLeft: 60, isKept: true)
            let result = await send(FrontProtocol.address, kept).flatMap(\.result)
            if case .success = result { snapshot.take(result, of: camera.id) }
        }
    }
}

extension AccountState {
    /// It has answered, or it was said why not.
    fileprivate var hasBeenAsked: Bool { lastAnswer != nil || trouble != nil && trouble?.isWaiting != true }
}

extension Camera {
    /// What LIVE says holds, and is not too old.
    fileprivate func isLiveFresh(at now: Date, _ poll: PollState) -> Bool {
        switch liveState(at: now) {
        case .unknown, .asking: false
        default: !staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval).live
        }
    }
}

extension Snapshot {
    /// What of it is too old to be told as it stands.
    ///
    /// - Parameters:
    ///   - all: everything is.
    ///   - accounts: of these nothing is asked.
    fileprivate func old(at now: Date, _ view: Replica.View, all: Bool, but accounts: Set<AccountName>) -> Polled {
        var old = Polled()
        let rows = Dictionary(grouping: cameras, by: \.id.account)
        for account in self.accounts where !accounts.contains(account.id) {
            let stale = (rows[account.id] ?? []).map { camera in
                (camera: camera, facts: camera.staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval))
            }
            let isUnsure = all || account.trouble != nil || account.lastAnswer == nil
            if isUnsure || stale.contains(where: { $0.facts.status || $0.camera.source == .own && $0.facts.encryption }) {
                old.lists.append(view.poller(account.id))
            } else {
                let unknown = stale.filter {
                    $0.camera.source == .hosted && ($0.facts.encryption || $0.camera.encryption == nil)
                }
                let open = Set(account.openDevices ?? [])
                let devices = Set((unknown + stale.filter { open.contains($0.camera.id.serial) }).map(\.camera.id.serial))
                old.devices += devices.sorted().map { DeviceID(account: view.poller(account.id), serial: $0) }
            }
        }
        return old
    }

    /// What the asking has cost each account, and what it could not have.
    fileprivate mutating func sum(_ told: Caused, _ view: Replica.View) {
        var calls = told.calls
        // Of these alone a trouble is any: the poller may have more of an account.
        let serials = Dictionary(grouping: cameras, by: \.id.account).mapValues { Set($0.map(\.id.serial)) }
        for place in accounts.indices {
            let name = view.poller(accounts[place].id), known = serials[accounts[place].id] ?? []
            // Two accounts here may be one there.
            accounts[place].calls = calls.removeValue(forKey: name) ?? 0
            if known.isEmpty, accounts[place].trouble != nil { accounts[place].lastAnswer = nil }
            let found = (told.troubles[name] ?? [:]).filter { known.contains($0.key) }
            guard let first = found.min(by: { $0.key < $1.key }) else { continue }
            accounts[place].deviceTroubles = found
            accounts[place].complete = false
            accounts[place].trouble = accounts[place].trouble ?? first.value
        }
    }

    /// An address of another life than the poller's, or why there is none.
    fileprivate mutating func take(_ result: Result<LiveAddress, ServiceError>, of camera: CameraID) {
        guard let place = cameras.firstIndex(where: { $0.id == camera }) else { return }
        cameras[place].live = LiveAnswer(result).map { Fact($0, checked: Date(), call: .liveAddress) }
        if case .failure(let trouble) = result, cameras[place].live == nil {
            if let account = accounts.firstIndex(where: { $0.id == camera.account }) {
                accounts[account].trouble = accounts[account].trouble ?? trouble
                accounts[account].complete = false
            }
        }
    }
}
