import DeviceService
import Fleet
import FoundationEssentials
import Vocabulary

extension AttachedService {
    /// So many addresses are asked for at a time: between two pieces it is told how far that has come.
    private static let piece = 16

    /// Everything as the poller knows it, once it has asked for everything; the addresses that are not fresh any more it asks for now.
    ///
    /// - Parameters:
    ///   - isFresh: everything is asked for now, whatever is known.
    ///   - life: seconds that addresses are to live; nil leaves that to the poller.
    func pollOnce(
        addresses: Bool, isFresh: Bool, life: TimeInterval?, of isWanted: @Sendable (Camera) -> Bool,
        progress: @Sendable (Int, Int) -> Void
    ) async throws(End) -> Snapshot {
        var calls: [AccountName: Int] = [:], troubles: [AccountName: [String: ServiceError]] = [:]
        func take(_ result: Result<Caused, ServiceError>) throws(End) {
            switch result {
            case .success(let caused):
                calls.merge(caused.calls) { $0 + $1 }
                for (account, found) in caused.troubles { troubles[account, default: [:]].merge(found) { $1 } }
            case .failure(let trouble): throw trouble.isOfPoller ? .gone : .nonsense
            }
        }
        let began = Date()
        // Those that are being asked for the first time are as new as can be, then.
        let first = Set(snapshot.accounts.filter { !$0.hasBeenAsked }.map { view.poller($0.id) })
        while !snapshot.accounts.allSatisfy(\.hasBeenAsked) { try await attach() }
        if poller?.letsLookOnly == true { return snapshot }
        // What is too old to be told is asked now: the one that polls may be paused, or have begun a moment ago.
        var old = isFresh ? Polled(lists: snapshot.accounts.map { view.poller($0.id) }) : snapshot.old(at: Date(), view)
        old.lists.removeAll(where: first.contains)
        if !old.lists.isEmpty || !old.devices.isEmpty {
            try take(await send(FrontProtocol.poll, old))
            try await attach(waits: false)
        }
        var special: [CameraID: Result<LiveAddress, ServiceError>] = [:]
        if addresses {
            let now = Date(), poll = snapshot.poll
            // Of an account that does not answer nothing more is asked.
            let mute = Set(
                snapshot.accounts.filter { account in
                    let names = first.union(old.lists)
                    return names.contains(view.poller(account.id)) && account.trouble != nil
                        && account.lastAnswer.map { $0 < began } ?? true
                }.map(\.id))
            let wanted = snapshot.cameras.filter { camera in
                !mute.contains(camera.id.account) && camera.status?.value != .offline && camera.encryption?.value != .on
                    && camera.pendingEncryption == nil
                    && isWanted(camera)
                    && (isFresh || life != nil || !camera.isLiveFresh(at: now, poll))
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
                    try take(await send(FrontProtocol.poll, Polled(addresses: piece.map(view.poller))))
                }
                progress(start + piece.count, wanted.count)
            }
            try await attach(waits: false)
        }
        var snapshot = snapshot
        for (camera, result) in special { snapshot.take(result, of: camera) }
        // Of these alone a trouble is any: the poller may have more of an account.
        let serials = Dictionary(grouping: snapshot.cameras, by: \.id.account).mapValues { Set($0.map(\.id.serial)) }
        for name in first { snapshot.drop(unanswered: name, since: poller?.since ?? began, view) }
        for name in old.lists { snapshot.drop(unanswered: name, since: began, view) }
        for place in snapshot.accounts.indices {
            let name = view.poller(snapshot.accounts[place].id)
            // Two accounts here may be one there.
            snapshot.accounts[place].calls = calls.removeValue(forKey: name) ?? 0
            let known = serials[snapshot.accounts[place].id] ?? []
            let found = (troubles[name] ?? [:]).filter { known.contains($0.key) }
            guard let first = found.min(by: { $0.key < $1.key }) else { continue }
            snapshot.accounts[place].deviceTroubles = found
            snapshot.accounts[place].complete = false
            snapshot.accounts[place].trouble = snapshot.accounts[place].trouble ?? first.value
        }
        return snapshot
    }
}

extension AccountState {
    /// It has answered, or it was said why not.
    fileprivate var hasBeenAsked: Bool { lastAnswer != nil || trouble != nil && trouble?.isWaiting != true }
}

extension Camera {
    /// A list, or a call about it alone, has told of it since then.
    fileprivate func isHeard(since moment: Date) -> Bool {
        [status?.checked, encryption?.checked].contains { $0.map { $0 >= moment } ?? false }
    }

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
    fileprivate func old(at now: Date, _ view: Replica.View) -> Polled {
        var old = Polled()
        let rows = Dictionary(grouping: cameras, by: \.id.account)
        for account in accounts {
            let stale = (rows[account.id] ?? []).map { camera in
                (camera: camera, facts: camera.staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval))
            }
            let isUnsure = account.trouble != nil || account.lastAnswer == nil
            if isUnsure || stale.contains(where: { $0.facts.status || $0.camera.source == .own && $0.facts.encryption }) {
                old.lists.append(view.poller(account.id))
            } else {
                let unknown = stale.filter {
                    $0.camera.source == .hosted && ($0.facts.encryption || $0.camera.encryption == nil)
                }
                old.devices += Set(unknown.map { view.poller($0.camera.id.device) }).sorted()
            }
        }
        return old
    }

    /// Rows of an account that was asked and did not answer are nothing to be told as of now, however new they still are for those who
    /// look on: what stays is what has been told of since, by a list that came all the same.
    fileprivate mutating func drop(unanswered name: AccountName, since moment: Date, _ view: Replica.View) {
        let now = Date()
        for place in accounts.indices where view.poller(accounts[place].id) == name {
            let account = accounts[place]
            guard account.trouble != nil, account.lastAnswer.map({ $0 < moment }) ?? true else { continue }
            let isMute = account.listAnswers?.values.contains { $0 >= moment } != true
            cameras.removeAll { $0.id.account == account.id && (isMute || !$0.isHeard(since: moment)) }
            // What a list that did not come has said of those that stay may be too old.
            for row in cameras.indices where cameras[row].id.account == account.id {
                let stale = cameras[row].staleness(at: now, interval: poll.rhythm, liveInterval: poll.liveInterval)
                if stale.status { cameras[row].status = nil }
            }
            accounts[place].complete = false
            if !cameras.contains(where: { $0.id.account == account.id }) { accounts[place].lastAnswer = nil }
        }
    }

    /// An address of another life than the poller's, or why there is none.
    fileprivate mutating func take(_ result: Result<LiveAddress, ServiceError>, of camera: CameraID) {
        guard let place = cameras.firstIndex(where: { $0.id == camera }) else { return }
        switch result {
        case .success(let address): cameras[place].live = Fact(.address(address), checked: Date(), call: .liveAddress)
        case .failure(.refused(let code, let message, _, _)):
            let answer: LiveAnswer =
                LiveAnswer.limits.contains(code)
                ? .limited(code: code, message: message) : .refused(code: code, message: message)
            cameras[place].live = Fact(answer, checked: Date(), call: .liveAddress)
        case .failure(let trouble):
            cameras[place].live = nil
            if let account = accounts.firstIndex(where: { $0.id == camera.account }) {
                accounts[account].trouble = accounts[account].trouble ?? trouble
                accounts[account].complete = false
            }
        }
    }
}
